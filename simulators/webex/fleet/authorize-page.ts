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
<head><meta charset="utf-8"><title>Register a resource</title></head>
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
