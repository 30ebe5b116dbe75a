/**
 * Statements that are prepared once on every connection to a server. It parses and plans the text of each other statement anew,
 * which for a join costs it more than running it. Only for texts that are written out and asked all the time: each lies in the
 * server's memory, whose sum over all connections is limited.
 */
const hot = new Set<string>()

/** Marks this text; answers it. At module level, or through `hotByCount`: never for a text that holds a value. */
export function hotStatement(text: string): string {
  hot.add(text)
  return text
}

/** Of a statement over a list, the shortest lists alone: nearly all that is asked, and bounded. */
const longestList = 16

/** A statement of so many places as a function of their number; the hot ones are made once. */
export function hotByCount(make: (count: number) => string): (count: number) => string {
  const made = new Map<number, string>()
  return (count) => {
    if (count > longestList) return make(count)
    const known = made.get(count) ?? hotStatement(make(count))
    made.set(count, known)
    return known
  }
}

interface Preparing {
  query(...given: unknown[]): unknown
  execute(...given: unknown[]): unknown
}

type Done = (fault: unknown, ...answer: unknown[]) => void

/**
 * 1461: the server's limit of prepared statements is reached; 1615: a table was altered or pushed out of the server's cache in
 * between. Neither has done anything, and as text the statement runs.
 */
const notPrepared = new Set([1461, 1615])

/** Has this connection run the hot statements prepared, and any other as before. */
export function prepareHot(connection: Preparing): void {
  const query = connection.query.bind(connection)
  connection.query = (...given) => {
    const [text, parameters, done] = given
    if (typeof done !== 'function' || typeof text !== 'string' || !hot.has(text)) return query(...given)
    const answered: Done = (fault, ...answer) => {
      if (notPrepared.has(Number((fault as { errno?: unknown } | null)?.errno))) query(text, parameters, done)
      else (done as Done)(fault, ...answer)
    }
    return connection.execute(text, parameters, answered)
  }
}
