import { escapeXml } from '../observation/xml-escape.js'
import type { Proof, ProofOfSuite } from '../runner/prove.js'

/** The saboteurs: what each broke, and what caught it. */
export function renderSaboteurs({ proofs, unproven, unused }: ProofOfSuite): string {
  const rows = proofs.map(renderProof).join('')
  return `<section><h2>Saboteurs</h2>
<table><thead><tr><th></th><th>Saboteur</th><th>What it broke</th><th>What caught it</th></tr></thead><tbody>${rows}</tbody></table>
${renderList('Checks that no saboteur turns red', unproven)}${renderList('Saboteurs with nothing to break at this level', unused)}</section>`
}

function renderProof({ saboteur, title, declared, seen, asDeclared }: Proof): string {
  const unseen = declared.filter((id) => !seen.includes(id))
  const caught = [
    ...seen.map((id) => (declared.includes(id) ? escapeXml(id) : `${escapeXml(id)} (not declared)`)),
    ...unseen.map((id) => `<s>${escapeXml(id)}</s> (declared, not seen)`),
  ]
  const verdict = asDeclared ? 'pass' : 'fail'
  return `<tr><td><span class="verdict ${verdict}">${asDeclared ? 'caught' : 'OTHERWISE'}</span></td><td class="id">${escapeXml(saboteur)}</td><td>${escapeXml(title)}</td><td class="id">${caught.join('<br>') || 'nothing'}</td></tr>`
}

function renderList(what: string, ids: readonly string[]): string {
  return ids.length === 0 ? '' : `<p>${what}: <span class="id">${ids.map(escapeXml).join(', ')}</span></p>`
}
