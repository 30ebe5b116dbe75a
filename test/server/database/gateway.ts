import { connect, createServer, type Socket } from 'node:net'

/** A line to a database server that can be cut or frozen, without the others who use that server. */
export interface Gateway {
  url: string
  /** Nothing goes through any more, and nobody hears that it does not. */
  freeze(): void
  thaw(): void
  /** Every connection ends, and no new one is taken. */
  cut(): Promise<void>
  mend(): Promise<void>
  close(): Promise<void>
}

export async function openGateway(serverUrl: string): Promise<Gateway> {
  const target = new URL(serverUrl)
  const sockets = new Set<Socket>()
  let frozen = false
  const pass = (from: Socket, to: Socket) => {
    sockets.add(from)
    from.on('data', (piece) => to.write(piece))
    from.on('error', () => {})
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
    if (frozen) from.pause()
  }
  const listen = (port: number) =>
    new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
      const server = createServer((near) => {
        const far = connect(Number(target.port), target.hostname)
        pass(near, far)
        pass(far, near)
      })
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve(server))
    })
  let server = await listen(0)
  const { port } = server.address() as { port: number }
  const end = () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    return closed
  }
  const url = new URL(serverUrl)
  url.port = String(port)
  return {
    url: url.href,
    freeze: () => {
      frozen = true
      for (const socket of sockets) socket.pause()
    },
    thaw: () => {
      frozen = false
      for (const socket of sockets) socket.resume()
    },
    cut: end,
    mend: async () => {
      server = await listen(port)
    },
    close: end,
  }
}
