import { attribute, html, type Content, type Html } from './html.js'

interface Field {
  readonly name: string
  readonly label: string
  readonly help?: string
}

export interface Option {
  readonly value: string
  readonly label: string
}

export function textField(
  field: Field & {
    readonly value?: string
    readonly type?: 'text' | 'email' | 'password' | 'search'
    readonly isRequired?: boolean
    readonly pattern?: string
    readonly autocomplete?: string
  },
): Html {
  const { name, value = '', type = 'text', isRequired = false, pattern, autocomplete = 'off' } = field
  const rule = pattern === undefined ? null : html` pattern="${pattern}"`
  return labelled(
    field,
    html`<input
      type="${type}"
      name="${name}"
      value="${value}"
      autocomplete="${autocomplete}"
      ${rule}${attribute('required', isRequired)}
    />`,
  )
}

export function textArea(field: Field & { readonly value: string; readonly maxLength: number }): Html {
  const { name, value, maxLength } = field
  return labelled(field, html`<textarea name="${name}" maxlength="${maxLength}">${value}</textarea>`)
}

export function select(field: Field & { readonly value: string; readonly options: readonly Option[] }): Html {
  const { name, value, options } = field
  const choices = options.map(
    (option) =>
      html`<option value="${option.value}" ${attribute('selected', option.value === value)}>
        ${option.label}
      </option>`,
  )
  return labelled(
    field,
    html`<select name="${name}">
      ${choices}
    </select>`,
  )
}

export function checkbox({ name, label, help, isOn }: Field & { readonly isOn: boolean }): Html {
  const box = html`<input type="checkbox" name="${name}" value="on" ${attribute('checked', isOn)} />`
  return html`<label class="choice">${box}<span>${label}${explained(help)}</span></label>`
}

export function radio({
  name,
  label,
  help,
  value,
  isOn,
}: Field & { readonly value: string; readonly isOn: boolean }): Html {
  const box = html`<input type="radio" name="${name}" value="${value}" ${attribute('checked', isOn)} />`
  return html`<label class="choice">${box}<span>${label}${explained(help)}</span></label>`
}

/** A button by itself, which posts to an address. */
export function buttonForm(
  action: string,
  label: string,
  options: { readonly className?: string } = {},
): Html {
  return html`<form method="post" action="${action}">
    <button class="${options.className ?? ''}">${label}</button>
  </form>`
}

function labelled({ label, help }: Field, field: Content): Html {
  return html`<label>${label}${field}${explained(help)}</label>`
}

function explained(help: string | undefined): Html | null {
  return help === undefined ? null : html` <small>${help}</small>`
}
