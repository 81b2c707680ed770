const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  main { max-width: 26rem; margin: 12vh auto; padding: 0 1rem }
  h1 { font-size: 1.4rem; overflow-wrap: anywhere }
  label { display: block; margin: .8rem 0 }
  input { font: inherit; box-sizing: border-box; width: 100%; padding: .4rem }
  button { font: inherit; padding: .4rem 1.4rem; margin: .6rem .5rem 0 0; cursor: pointer }
  [role=alert] { color: #c0392b }
`

export interface AuthorizePage {
  readonly clientName: string
  readonly scopes: readonly string[]
  readonly email: string
  /** What was wrong with the last try. */
  readonly problem: string | null
}

/** Where a person signs in and lets an application act for them. */
export function renderAuthorizePage({ clientName, scopes, email, problem }: AuthorizePage): string {
  const alert = problem === null ? '' : `<p role="alert">${escapeHtml(problem)}</p>`
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Sign in to Webex</title><style>${STYLE}</style></head>
<body>
<main>
<h1>Let ${escapeHtml(clientName)} act for you?</h1>
<p>It asks for: ${scopes.map((scope) => `<code>${escapeHtml(scope)}</code>`).join(', ')}.</p>
${alert}
<form method="post">
<label>E-mail address <input name="email" type="email" autocomplete="username" required value="${escapeHtml(email)}"></label>
<label>Password, if you have one here <input name="password" type="password" autocomplete="current-password"></label>
<button name="decision" value="accept">Accept</button>
<button name="decision" value="deny" formnovalidate>Deny</button>
</form>
</main>
</body>
</html>
`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}
