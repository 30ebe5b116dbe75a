// What lies on the phone until it is sent, sealed to a key that only this browser has: it can be used here and read out nowhere.
const cipher = { name: 'AES-GCM', length: 256 }
const ivBytes = 12
/** Sealed texts come in steps of so many bytes: their length does not say how much has been chosen. */
const stepBytes = 2048

export const newPhoneKey = (): Promise<CryptoKey> => crypto.subtle.generateKey(cipher, false, ['encrypt', 'decrypt'])

const asText = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
const asBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
const boundTo = (place: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(place) as Uint8Array<ArrayBuffer>

/** Base64. It opens again only with the same key and for the same place. */
export async function sealForPhone(key: CryptoKey, place: string, value: unknown): Promise<string> {
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const padded = new Uint8Array(Math.ceil((plain.length + 1) / stepBytes) * stepBytes).fill(0x20)
  padded.set(plain)
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
  const sealed = await crypto.subtle.encrypt({ name: cipher.name, iv, additionalData: boundTo(place) }, key, padded)
  return asText(new Uint8Array([...iv, ...new Uint8Array(sealed)]))
}

/** Null where it was sealed to another key or for another place, or was altered. */
export async function openOnPhone(key: CryptoKey, place: string, text: string): Promise<unknown> {
  try {
    const bytes = asBytes(text)
    const parameters = { name: cipher.name, iv: bytes.slice(0, ivBytes), additionalData: boundTo(place) }
    const plain = await crypto.subtle.decrypt(parameters, key, bytes.slice(ivBytes))
    return JSON.parse(new TextDecoder().decode(plain))
  } catch {
    return null
  }
}
