import { Agent, request } from 'node:http'

/** One request, written out beforehand so that the client costs little while it is timed. */
export interface Prepared {
  path: string
  headers: Record<string, string>
  body: string
}

export interface Round {
  port: number
  connections: number
  requests: Prepared[]
}

export interface RoundFigures {
  seconds: number
  /** Milliseconds; of all requests. */
  median: number
  slowestPercent: number
  /** Answers other than 200, with the first one's text. */
  refused: number
  example: string
}

const send = (
  agent: Agent,
  port: number,
  { path, headers, body }: Prepared,
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request({ agent, port, host: '127.0.0.1', method: 'POST', path, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece) => {
        text += piece
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })

async function play({ port, connections, requests }: Round): Promise<RoundFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  const refused: string[] = []
  let next = 0
  const worker = async () => {
    for (let mine = requests[next++]; mine; mine = requests[next++]) {
      const begun = performance.now()
      const { status, text } = await send(agent, port, mine)
      times.push(performance.now() - begun)
      if (status !== 200) refused.push(`${status} ${text}`)
    }
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  const seconds = (performance.now() - begun) / 1000
  agent.destroy()
  times.sort((left, right) => left - right)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { seconds, median: at(0.5), slowestPercent: at(0.99), refused: refused.length, example: refused[0] ?? '' }
}

// A process of its own: what the client costs must not be counted as the server's.
process.on('message', (round: Round) => {
  play(round).then(
    (figures) => process.send?.(figures),
    (fault: Error) => process.send?.({ seconds: 1, median: 0, slowestPercent: 0, refused: 1, example: String(fault) }),
  )
})
