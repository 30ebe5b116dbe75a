// What the product of a demo answers under /demo: its date, the steps of its story, starting over.
const HEADERS = { 'content-type': 'application/json', accept: 'application/json' }
let folder = ''

const messageOf = (reply, otherwise) =>
  reply.message ??
  reply.error?.message ??
  (typeof reply.error === 'string' ? reply.error : undefined) ??
  reply.sentence ??
  reply.detail ??
  otherwise

/** A product on another origin is asked through the emulator. */
export function startDemo(setup) {
  const sameOrigin = new URL(setup.productUrl).origin === location.origin
  folder = sameOrigin ? `${setup.productUrl}/demo` : 'desk/api/demo'
}

/** The demo's day; undefined where the product is no demo. */
export async function readDay() {
  const response = await fetch(`${folder}/today`, { headers: HEADERS }).catch(() => undefined)
  const reply = response?.ok ? await response.json().catch(() => undefined) : undefined
  return /^\d{4}-\d{2}-\d{2}$/.test(reply?.day ?? '') ? reply.day : undefined
}

/** Answers what the product says; throws an Error with its sentence when it refuses, with `otherwise` when it does not answer. */
export async function askDemo(call, body, otherwise) {
  const response = await fetch(`${folder}/${call}`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify(body),
  }).catch(() => undefined)
  const reply = await response?.json().catch(() => undefined)
  if (!response?.ok) throw new Error(messageOf(reply ?? {}, otherwise))
  return reply
}
