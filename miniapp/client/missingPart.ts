import { answeredBy, house } from '../../server/contract/answeredBy'
import { setOnline, whenOnline } from '../api/connection'
import { judgesBy, missing } from './missing'

const reloadedName = 'lianxinqiao.reloadedFor'
/** Every version has its own: the names of its files hold a hash of the content. */
const version = import.meta.url
let leadsTo = ''

/** False where it has been done for this version, or cannot be remembered: no page may load itself again and again. */
const mayReload = (): boolean => {
  try {
    if (sessionStorage.getItem(reloadedName) === version) return false
    sessionStorage.setItem(reloadedName, version)
    return true
  } catch {
    return false
  }
}

const serverAnswers = (): Promise<boolean> =>
  fetch('/healthz', { cache: 'no-store' }).then(
    ({ ok, headers }) => ok && headers.get(answeredBy) === house,
    () => false,
  )

const load = (): void => location.assign(leadsTo || location.href)

/**
 * A part of the page did not come. Without a network: say so and stay. With one, a newer version has taken its place: load
 * the page anew, once for each version.
 */
const judge = async (wanted: () => string): Promise<void> => {
  const answers = await serverAnswers()
  leadsTo = wanted()
  if (!answers) {
    setOnline(false)
    missing.value = 'offline'
  } else if (mayReload()) load()
  else missing.value = 'gone'
}

/** Pressed by the person: a whole load, since some browsers never ask again for a part that once failed. */
export const tryAgain = async (): Promise<void> => {
  if (await serverAnswers()) load()
}

export const watchMissing = (): void => {
  judgesBy((wanted) => void judge(wanted))
  whenOnline(() => {
    if (missing.value === 'offline') missing.value = ''
  })
}
