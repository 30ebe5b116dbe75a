import type { Corp, WecomApp, WecomUser } from './corp'
import { refuse } from './errors'
import { type Json, textAt } from './json'
import { departmentMembers, present, seesUser, tagMembers, visibleDepartments, visibleUsers } from './visibleRange'

const MAX_USERS = 1000
const MAX_PARTIES = 100
const MAX_TAGS = 100

export interface Recipients {
  users: WecomUser[]
  invaliduser: string[]
  invalidparty: string[]
  invalidtag: string[]
  unlicenseduser: string[]
}

/** Official samples write "A | B", so blanks around the bar are no part of an id. */
function idsAt(body: Json, key: string): string[] {
  const value = body[key]
  if (value !== undefined && value !== null && typeof value !== 'string') {
    refuse(40058, `${key} should be string. invalid Request Parameter`)
  }
  const ids = textAt(body, key)
    .split('|')
    .map((one) => one.trim())
  return ids.filter((one) => one !== '')
}

function checkCounts(users: string[], parties: string[], tags: string[]): void {
  if (users.length + parties.length + tags.length === 0) refuse(82001, 'user, party and tag all empty')
  if (users.length > MAX_USERS) refuse(40032)
  if (parties.length > MAX_PARTIES) refuse(82002, 'party list too long')
  if (tags.length > MAX_TAGS) refuse(82003, 'tag list too long')
}

function byParty(corp: Corp, app: WecomApp, id: string, into: Recipients): WecomUser[] {
  if (visibleDepartments(corp, app).has(Number(id))) return departmentMembers(corp, Number(id), true)
  into.invalidparty.push(id)
  return []
}

function byTag(corp: Corp, id: string, into: Recipients): WecomUser[] {
  if (corp.tags.has(Number(id))) return tagMembers(corp, Number(id))
  into.invalidtag.push(id)
  return []
}

function byName(corp: Corp, app: WecomApp, userid: string, into: Recipients): WecomUser[] {
  const user = corp.user(userid)
  if (user && seesUser(corp, app, user)) return [user]
  into.invaliduser.push(corp.flags.lowerCaseInvalid ? userid.toLowerCase() : userid)
  return []
}

/** Who a send reaches (wecom §4.1): visible range, parties with everything below them, one copy per person. */
export function resolveRecipients(corp: Corp, app: WecomApp, body: Json): Recipients {
  const result: Recipients = { users: [], invaliduser: [], invalidparty: [], invalidtag: [], unlicenseduser: [] }
  const names = idsAt(body, 'touser')
  const everyone = names.includes('@all')
  const parties = everyone ? [] : idsAt(body, 'toparty')
  const tags = everyone ? [] : idsAt(body, 'totag')
  checkCounts(names, parties, tags)
  const found = everyone
    ? visibleUsers(corp, app)
    : [
        ...names.flatMap((one) => byName(corp, app, one, result)),
        ...parties.flatMap((one) => byParty(corp, app, one, result)),
        ...tags.flatMap((one) => byTag(corp, one, result)),
      ]
  const reachable = [...new Set(found)].filter((user) => present(user) && seesUser(corp, app, user))
  result.users = reachable.filter((user) => user.licensed !== false)
  result.unlicenseduser = reachable.filter((user) => user.licensed === false).map((user) => user.userid)
  return result
}

/** The failing ids as one `a|b` string each; empty ones left out, or "" as in old recordings. */
export function invalidFields(corp: Corp, recipients: Recipients): Json {
  const { invaliduser, invalidparty, invalidtag, unlicenseduser } = recipients
  const lists = Object.entries({ invaliduser, invalidparty, invalidtag, unlicenseduser })
  const kept = lists.filter(
    ([name, ids]) => ids.length > 0 || (corp.flags.emptyLists === 'emptyString' && name !== 'unlicenseduser'),
  )
  return Object.fromEntries(kept.map(([name, ids]) => [name, ids.join('|')]))
}
