// The image's health probe: whether the admin API of the lab in this container answers.
const admin = process.env.EXWEX_ADMIN ?? 'http://127.0.0.1:7070'
const answer = await fetch(`${admin}/v1/health`).catch(() => undefined)
process.exit(answer?.ok === true ? 0 : 1)
