/** A hurry that is forgiven: what was late by so much is caught up, in milliseconds. */
const catchUp = 250

/**
 * When calls may begin: of one lane (a platform and a kind of call) at even distances, and to one person as many at once as
 * the platform allows him, then at distances of his own. Instants are of a steady clock of this machine, in milliseconds.
 */
export interface Pace {
  /** The earliest instant for this call; may be past. */
  startOf(lane: string, person: string | null): number
  begun(lane: string, person: string | null, at: number): void
  /** The platform has asked for a pause: nothing of the lane before this instant. */
  rest(lane: string, until: number): void
  /** Others may have written to anybody until this instant: nobody gets several at once for a while. */
  forget(at: number): void
}

export interface Pauses {
  /** Between two calls of the lane, in milliseconds. */
  lane: number
  /** To one person: how many at once, and then the milliseconds between two. */
  person: { burst: number; pause: number }
}

/** Persons who could get anything again are forgotten, so that the list does not grow. */
const remembered = 1000

export function createPace(pausesOf: (lane: string) => Pauses): Pace {
  const lanes = new Map<string, number>()
  /** When all that a person was sent would have been sent at his own distances. */
  const persons = new Map<string, number>()
  let unknownUntil = 0
  const dueOf = (lane: string, person: string): number => {
    const { burst, pause } = pausesOf(lane).person
    return persons.get(`${lane} ${person}`) ?? unknownUntil + (burst - 1) * pause
  }
  const startOfPerson = (lane: string, person: string): number => {
    const { burst, pause } = pausesOf(lane).person
    return dueOf(lane, person) - (burst - 1) * pause
  }
  const prune = (now: number): void => {
    if (persons.size > remembered) for (const [key, due] of persons) if (due < now) persons.delete(key)
  }
  return {
    startOf: (lane, person) => Math.max(lanes.get(lane) ?? 0, person === null ? 0 : startOfPerson(lane, person)),
    begun(lane, person, at) {
      const pauses = pausesOf(lane)
      lanes.set(lane, Math.max(lanes.get(lane) ?? 0, at - catchUp) + pauses.lane)
      if (person === null || pauses.person.pause === 0) return
      persons.set(`${lane} ${person}`, Math.max(dueOf(lane, person), at) + pauses.person.pause)
      prune(at)
    },
    rest: (lane, until) => void lanes.set(lane, Math.max(lanes.get(lane) ?? 0, until)),
    forget(at) {
      persons.clear()
      unknownUntil = at
    },
  }
}
