import { html, type Content, type Html } from './html.js'

export type Tone = 'good' | 'warn' | 'bad' | 'plain'

export function badge(text: string, tone: Tone = 'plain'): Html {
  return html`<span class="badge ${tone}">${text}</span>`
}

/** What a page says about what has just been done. */
export interface Notice {
  readonly tone: Exclude<Tone, 'plain'>
  readonly text: string
}

export function renderNotice(notice: Notice | null): Html | null {
  if (notice === null) return null
  const role = notice.tone === 'bad' ? 'alert' : 'status'
  return html`<p class="notice ${notice.tone}" role="${role}">${notice.text}</p>`
}

/** A moment, as people of any country can read it. */
export function when(moment: string | null): Content {
  if (moment === null) return 'never'
  return html`<time datetime="${moment}">${moment.slice(0, 19).replace('T', ' ')} UTC</time>`
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}

/** A table that can be wider than the screen; without rows it says so. */
export function table(heads: readonly Content[], rows: readonly Html[], none: string): Html {
  if (rows.length === 0) return html`<p class="empty">${none}</p>`
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}
