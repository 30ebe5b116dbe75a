import { execFile } from 'node:child_process'

/**
 * Runs apt-get with the system's own settings and those given; waits for another apt-get to finish. Throws with what
 * apt-get said.
 */
export function runApt(settings: Record<string, string>, ...parameters: string[]): Promise<string> {
  const patience = { 'DPkg::Lock::Timeout': '120', 'Acquire::Retries': '2', 'Acquire::http::Timeout': '20' }
  const options = Object.entries({ ...patience, ...settings }).flatMap(([key, value]) => ['-o', `${key}=${value}`])
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
  return new Promise((resolve, reject) => {
    execFile(
      'apt-get',
      [...options, ...parameters],
      { env: environment, maxBuffer: 64 * 2 ** 20 },
      (error, output, complaint) => {
        if (!error) return resolve(output)
        reject(new Error(`apt-get ${parameters.join(' ')}: ${complaint.trim() || error.message}`))
      },
    )
  })
}
