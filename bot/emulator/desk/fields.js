import { make } from './api.js'

let count = 0
const INPUT_TYPES = { text: 'text', password: 'password', date: 'date', time: 'time', dateTime: 'datetime-local' }

function choiceList(field, id, type) {
  const chosen = [field.value ?? []].flat()
  const boxes = (field.options ?? []).map((option) => {
    const box = make('input', { type, name: id, value: option.value, checked: chosen.includes(option.value) })
    box.disabled = Boolean(field.disabled || option.disabled)
    return make('label', {}, box, option.text)
  })
  return make(
    'div',
    { className: 'choices', attributes: { role: type === 'radio' ? 'radiogroup' : 'group' } },
    ...boxes,
  )
}

function selectBox(field) {
  const empty = make('option', { value: '', textContent: field.placeholder || '请选择' })
  const options = (field.options ?? []).map((option) =>
    make('option', { value: option.value, textContent: option.text, selected: option.value === field.value }),
  )
  return make('select', {}, empty, ...options)
}

function control(field, id) {
  if (field.type === 'select') return selectBox(field)
  if (field.type === 'multiSelect' || field.type === 'checkboxes') return choiceList(field, id, 'checkbox')
  if (field.type === 'radios') return choiceList(field, id, 'radio')
  if (field.type === 'checkbox') return make('input', { type: 'checkbox', checked: field.value === true })
  const common = {
    placeholder: field.placeholder ?? '',
    value: String(field.value ?? '').replace(' ', field.type === 'dateTime' ? 'T' : ' '),
  }
  if (field.type === 'longText') return make('textarea', { ...common, rows: 3 })
  return make('input', { ...common, type: INPUT_TYPES[field.type] ?? 'text' })
}

function readControl(field, element) {
  const checked = [...element.querySelectorAll('input:checked')].map((box) => box.value)
  if (field.type === 'multiSelect' || field.type === 'checkboxes') return checked
  if (field.type === 'radios') return checked[0] ?? ''
  if (field.type === 'checkbox') return element.checked
  return field.type === 'dateTime' ? element.value.replace('T', ' ') : element.value
}

/** A form field as the client draws it. `onLone` is called when a field outside a form changes. */
export function drawField(field, onLone) {
  count += 1
  const id = `field${count}`
  const element = control(field, id)
  element.id = id
  if (field.disabled) element.disabled = true
  if (field.maxLength && 'maxLength' in element && field.type !== 'select') element.maxLength = field.maxLength
  const must = field.required ? make('span', { className: 'must', textContent: ' *' }) : undefined
  const name = field.label || field.placeholder || '填写'
  const label = make(
    'label',
    { className: field.label || field.required ? 'label' : 'unseen', htmlFor: id },
    name,
    must,
  )
  const box = make('div', { className: 'field' }, label, element)
  box.dataset.field = field.name
  box.readValue = () => readControl(field, element)
  box.setWrong = (text) => {
    box.querySelector('.wrong')?.remove()
    delete box.dataset.wrong
    if (!text) return
    box.dataset.wrong = 'yes'
    box.append(make('span', { className: 'wrong', textContent: text }))
  }
  if (field.pressId) element.addEventListener('change', () => onLone(field.pressId, box.readValue()))
  return box
}

/** Values of all fields below an element, name → value. */
export function readFields(scope) {
  return Object.fromEntries([...scope.querySelectorAll('.field')].map((box) => [box.dataset.field, box.readValue()]))
}

export function showWrong(scope, problems) {
  for (const box of scope.querySelectorAll('.field')) box.setWrong(problems[box.dataset.field])
  scope.querySelector('.field[data-wrong] :is(input, select, textarea)')?.focus()
}
