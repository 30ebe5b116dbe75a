import { Agent, request } from 'node:http'

export interface Sent {
  status: number
  text: string
}

export interface Post {
  path: string
  cookie: string
  body: Buffer | string
  headers?: Record<string, string | undefined>
  method?: 'GET' | 'POST'
}

/** Speaks to the server over a few connections that stay open: thousands of requests would wait for their handshakes. */
export function keptConnections(url: string, width = 8) {
  const agent = new Agent({ keepAlive: true, maxSockets: width })

  const send = ({ path, cookie, body, headers = {}, method = 'POST' }: Post): Promise<Sent> =>
    new Promise((resolve, reject) => {
      const own = { cookie, 'X-Requested-By': 'lianxinqiao', 'Content-Type': 'application/json', ...headers }
      const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
      const outgoing = request(
        `${url}${path}`,
        { agent, method, headers: given as Record<string, string> },
        (answer) => {
          const pieces: Buffer[] = []
          answer.on('data', (piece: Buffer) => pieces.push(piece))
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString() }))
          answer.on('error', reject)
        },
      )
      outgoing.on('error', reject)
      outgoing.end(method === 'GET' ? undefined : body)
    })

  /** Sends all of them, `width` at a time, and gives the answers in order. */
  const sendAll = async (posts: readonly Post[]): Promise<Sent[]> => {
    const answers: Sent[] = []
    let next = 0
    const worker = async () => {
      while (next < posts.length) {
        const turn = next++
        answers[turn] = await send(posts[turn] as Post)
      }
    }
    await Promise.all(Array.from({ length: width }, worker))
    return answers
  }

  return { send, sendAll, close: () => agent.destroy() }
}
