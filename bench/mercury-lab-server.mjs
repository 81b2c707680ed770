// The lab with an account for each client of Mercury.
import { serveLab } from './lab-process.mjs'

await serveLab({ users: Number(process.env.MERCURY_CLIENTS) }, (lab) => ({
  /** What the bare server shows its clients. */
  async certificate() {
    const { certificatePem, keyPem } = await lab.issueCertificate({ hosts: ['127.0.0.1'] })
    return { cert: certificatePem, key: keyPem }
  },
}))
