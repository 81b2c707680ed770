import { writeFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startLab } from '../support/lab.js'
import { askEws, codeOf } from '../support/directory.js'

const PASSWORD = 'Secret.1234'
const CALENDAR =
  '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>' +
  '<m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder>'

async function withFile<Result>(text: string, use: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'exwex-ldif-'))
  try {
    const file = join(folder, 'people.ldif')
    await writeFile(file, text)
    return await use(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const unicodePwd = Buffer.from(`"${PASSWORD}"`, 'utf16le').toString('base64')
const nora = (base: string) => `dn: CN=Nora,CN=Users,${base}
objectClass: user
sAMAccountName: nora
userAccountControl: 512
unicodePwd:: ${unicodePwd}
`
const mailbox = `displayName: Nora North
mail: nora@ent-pa.example
mailNickname: nora
proxyAddresses: SMTP:nora@ent-pa.example
msExchRecipientTypeDetails: 1
msExchMailboxGuid:: ${Buffer.from('0123456789abcdef').toString('base64')}
`

it('starts with people from a file, who log on and have mailboxes, also after a reset', async () => {
  await withFile(nora('DC=ent-pa,DC=example') + mailbox, async (file) => {
    await using lab = await startLab({ ldif: [file] })
    const ask = async () => codeOf(await askEws(lab, { name: 'ENT-PA\\nora', password: PASSWORD }, CALENDAR))

    const atFirst = await ask()
    await lab.reset()

    expect([atFirst, await ask()]).toEqual(['NoError', 'NoError'])
  })
})

it('starts with a fresh domain controller and accounts from a file, although Exchange knows nobody', async () => {
  await withFile(nora('DC=corp,DC=example,DC=com'), async (file) => {
    const domain = { domain: 'corp.example.com', netbios: 'CORP' }
    await using lab = await startLab({ organization: 'empty', ...domain, ldif: [file] })

    const asked = await askEws(lab, { name: 'CORP\\nora', password: PASSWORD }, CALENDAR)

    expect(lab.ready.directory.admin.upn).toBe('Administrator@corp.example.com')
    expect(lab.ready.serviceAccount).toMatchObject({ down: 'CORP\\Administrator' })
    expect(codeOf(asked)).toBe('ErrorNonExistentMailbox')
    expect(await lab.shell.run('Enable-Mailbox nora')).toMatchObject([
      {
        kind: 'error',
        error: { message: expect.stringContaining('has not been prepared for Exchange') as string },
      },
    ])
  })
})

it('does not start with a file that the directory refuses, and says where', async () => {
  await withFile(`${nora('DC=ent-pa,DC=example')}mail: x\nshoeSize: 43\n`, async (file) => {
    const refusal = { code: 'LDIF_REFUSED', message: expect.stringContaining(`${file}:1: `) as string }
    await expect(startLab({ ldif: [file] })).rejects.toThrow(expect.objectContaining(refusal) as Error)
  })
  await expect(startLab({ ldif: ['/nowhere.ldif'] })).rejects.toThrow(
    expect.objectContaining({ code: 'LDIF_UNREADABLE' }) as Error,
  )
})
