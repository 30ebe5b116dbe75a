import { type CallName, contract, type Input, type Output, type Shape } from '../../contract'
import type { Database } from '../../database/work'
import type { Call, FileFacts } from '../../features/call'
import type { CallTable } from '../../features/calls'
import { loadActor } from '../../features/organisation/loadActor'
import { loginExpired } from '../../refusals'
import { checkInput } from '../../web/checkInput'

/** The calls that anybody in the demo may be made to do: all but logging in. */
export type ActedCall = CallName & keyof CallTable

/** Does a call as this person, as a request of theirs would: checked input, their own rights, one unit of work. Throws its refusals. */
export type Act = <Name extends ActedCall>(
  personId: string,
  name: Name,
  given: Input<Name> | Buffer,
) => Promise<Output<Name>>

const noFile: FileFacts = { fileName: '', mediaType: '', sha256: '', range: '', ifRange: '', requestKey: '' }

/** The people of the demo act by the product's own calls, so that the story cannot tell what the product would refuse. */
export const actingIn =
  (database: Database, calls: CallTable): Act =>
  async (personId, name, given) => {
    const actor = await database.read(null, 'pc', (work) => loadActor(work, personId))
    if (!actor) throw loginExpired()
    const { in: shape }: Shape = contract[name]
    const input = shape === 'file' ? given : checkInput(shape, given)
    const { run: verb } = calls[name] as unknown as Call<CallName>
    const { prepare, run } = typeof verb === 'function' ? { prepare: null, run: verb } : verb
    const ready = prepare ? await database.read(actor, 'pc', (work) => prepare(work, input as never, noFile)) : input
    return (await database.unitOfWork(actor, 'pc', (work) => run(work, ready as never, noFile))) as Output<typeof name>
  }
