import { Agent, request } from 'node:http'

/** One request, written out beforehand so that the client costs little while it is timed. */
export interface Prepared {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body: string
}

export interface Round {
  port: number
  connections: number
  /** What one person does: requests sent one after the other, timed as one. */
  visits: Prepared[][]
}

export interface Answer {
  method: Prepared['method']
  status: number
  text: string
}

export interface RoundFigures {
  seconds: number
  /** Milliseconds; of all visits. */
  median: number
  slowestPercent: number
  /** Answers other than 200, with the first one's text. */
  refused: number
  example: string
  /** The answers of the first visits, to compare what the contenders say. */
  answers: Answer[]
}

const keptVisits = 4

const send = (agent: Agent, port: number, { method, path, headers, body }: Prepared): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request({ agent, port, host: '127.0.0.1', method, path, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece) => {
        text += piece
      })
      answer.on('end', () => resolve({ method, status: answer.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })

async function play({ port, connections, visits }: Round): Promise<RoundFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  const refused: string[] = []
  const answers: Answer[][] = []
  let next = 0
  const worker = async () => {
    for (let index = next++; index < visits.length; index = next++) {
      const begun = performance.now()
      for (const prepared of visits[index] ?? []) {
        const answer = await send(agent, port, prepared)
        if (answer.status !== 200) refused.push(`${prepared.path} ${answer.status} ${answer.text}`)
        if (index < keptVisits) answers[index] = [...(answers[index] ?? []), answer]
      }
      times.push(performance.now() - begun)
    }
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  const seconds = (performance.now() - begun) / 1000
  agent.destroy()
  times.sort((left, right) => left - right)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {
    seconds,
    median: at(0.5),
    slowestPercent: at(0.99),
    refused: refused.length,
    example: refused[0] ?? '',
    answers: answers.flat(),
  }
}

const broken = (fault: Error): RoundFigures => {
  return { seconds: 1, median: 0, slowestPercent: 0, refused: 1, example: String(fault), answers: [] }
}

// A process of its own: what the client costs must not be counted as the server's.
process.on('message', (round: Round) => {
  play(round).then(
    (figures) => process.send?.(figures),
    (fault: Error) => process.send?.(broken(fault)),
  )
})
