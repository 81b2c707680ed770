const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  main { max-width: 36rem; margin: 15vh auto; padding: 0 1rem }
  h1 { font-size: 1.4rem; overflow-wrap: anywhere }
  button { font: inherit; padding: .4rem 1.4rem; margin-right: .5rem; cursor: pointer }
`

/** What the administrator's browser shows between Register and the host. */
export function renderAuthorizePage({
  hostname,
  organization,
}: {
  hostname: string
  organization: string
}): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Register a resource</title><style>${STYLE}</style></head>
<body>
<main>
<h1>Allow access to ${escapeHtml(hostname)}?</h1>
<p>The host asks to be registered for Hybrid Calendar in the organization <b>${escapeHtml(organization)}</b>.</p>
<form method="post">
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
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
