// Calls of the desk page to the emulator. Addresses are relative: the page works below any path.
export async function get(call, query = {}) {
  const response = await fetch(`desk/api/${call}?${new URLSearchParams(query)}`)
  if (!response.ok) throw new Error(`${call}: ${response.status}`)
  return response.json()
}

export async function post(call, body) {
  const response = await fetch(`desk/api/${call}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return response.json()
}

export async function postPhoto(platform, user, file) {
  const form = new FormData()
  form.set('platform', platform)
  form.set('user', user)
  form.set('photo', file)
  return (await fetch('desk/api/photo', { method: 'POST', body: form })).json()
}

/** A new element; text only ever goes in as text. */
export function make(tag, properties = {}, ...children) {
  const { dataset, attributes, ...rest } = properties
  const element = Object.assign(document.createElement(tag), rest)
  Object.assign(element.dataset, dataset)
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value)
  element.append(...children.filter((child) => child !== undefined && child !== null))
  return element
}

export const byId = (id) => document.getElementById(id)
