import { quote, type Secret, secret, typing, words } from './secret.ts'

const field = secret('input', 'text', words)
const guarded = secret('input', 'credential', (id) => `Guarded${words(id)}`)
/** What people type or choose. Guarded ones are never captured, whatever the mode. */
export const inputs: Secret[] = [
  field('input-value', (v) => ({ body: `<input value="${v}">` }), true),
  field('input-hidden', (v) => ({ body: `<input type="hidden" name="customer" value="${v}">` }), true),
  field(
    'input-typed',
    (v) => ({ body: '<input id="input-typed" type="search">', later: typing('input-typed', v) }),
    true,
  ),
  field('checkbox-value', (v) => ({ body: `<input type="checkbox" value="${v}" checked>` }), true),
  field(
    'radio-value',
    (v) => ({
      body: `<input type="radio" name="r" value="${v}" id="radio-value">`,
      later: `document.getElementById('radio-value').click()`,
    }),
    true,
  ),
  field('option-value', (v) => ({ body: `<select><option value="${v}" selected>one</option></select>` }), true),
  field('option-text', (v) => ({ body: `<select><option>${v}</option></select>` })),
  field('optgroup-label', (v) => ({ body: `<select><optgroup label="${v}"><option>o</option></optgroup></select>` })),
  field(
    'select-changed',
    (v) => ({
      body: `<select id="select-changed"><option>a</option><option value="${v}">b</option></select>`,
      later: `{ const field = document.getElementById('select-changed'); field.value = ${quote(v)}; field.dispatchEvent(new Event('change', { bubbles: true })) }`,
    }),
    true,
  ),
  field(
    'datalist',
    (v) => ({ body: `<input list="names"><datalist id="names"><option value="${v}"></datalist>` }),
    true,
  ),
  field('textarea', (v) => ({ body: `<textarea>${v}</textarea>` }), true),
  field(
    'textarea-typed',
    (v) => ({ body: '<textarea id="textarea-typed"></textarea>', later: typing('textarea-typed', v) }),
    true,
  ),
  field('submit-value', (v) => ({ body: `<input type="submit" value="${v}">` })),
  field('button-value', (v) => ({ body: `<button value="${v}">b</button>` })),
  field('contenteditable', (v) => ({ body: `<div contenteditable>${v}</div>` }), true),
  field(
    'contenteditable-typed',
    (v) => ({
      body: '<div contenteditable id="contenteditable-typed"></div>',
      later: `document.getElementById('contenteditable-typed').textContent = ${quote(v)}`,
    }),
    true,
  ),
  field(
    'file-name',
    (v) => ({
      body: '<input type="file" id="file-name">',
      later: `{ const files = new DataTransfer(); files.items.add(new File(['x'], ${quote(`${v}.pdf`)})); const field = document.getElementById('file-name'); field.files = files.files; field.dispatchEvent(new Event('input', { bubbles: true })); field.dispatchEvent(new Event('change', { bubbles: true })) }`,
    }),
    true,
  ),
  guarded('password', (v) => ({ body: `<input type="password" value="${v}">` })),
  guarded('password-typed', (v) => ({
    body: '<input type="password" id="password-typed">',
    later: typing('password-typed', v),
  })),
  guarded('password-shown', (v) => ({
    body: '<input type="password" id="password-shown">',
    later: `document.getElementById('password-shown').type = 'text'; ${typing('password-shown', v)}`,
  })),
  guarded('password-made', (v) => ({
    body: '<input id="password-made">',
    later: `document.getElementById('password-made').type = 'password'; ${typing('password-made', v)}; document.getElementById('password-made').type = 'text'`,
  })),
  guarded('password-attribute', (v) => ({
    body: '<input type="password" id="password-attribute">',
    later: `{ const field = document.getElementById('password-attribute'); field.type = 'text'; field.setAttribute('value', ${quote(v)}) }`,
  })),
  guarded('current-password', (v) => ({ body: `<input autocomplete="current-password" value="${v}">` })),
  guarded('card-number', (v) => ({ body: `<input autocomplete="billing cc-number" value="${v}">` })),
  guarded('card-by-name', (v) => ({ body: `<input name="cardNumber" value="${v}">` })),
  guarded('cvc-by-label', (v) => ({ body: `<label for="f1">CVC</label><input id="f1" value="${v}">` })),
  guarded('cvc-by-id', (v) => ({ body: `<input id="card-cvc" value="${v}">` })),
  guarded('iban-by-placeholder', (v) => ({ body: `<input placeholder="IBAN" value="${v}">` })),
  guarded('one-time-code', (v) => ({ body: `<input autocomplete="one-time-code" value="${v}">` })),
]
