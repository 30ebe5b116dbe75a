import { shallowRef } from 'vue'
import { Unreachable } from '../../miniapp/api/refused'
import { whenCome } from '../../miniapp/composables/later'

test('what must not be done without the rules waits for them, and says so when the network does not bring them', async () => {
  const rules = shallowRef<string | null>(null)
  const waiting = whenCome(rules, 1000)
  rules.value = 'come'
  await expect(waiting).resolves.toBeUndefined()
  await expect(whenCome(rules, 0)).resolves.toBeUndefined()
  await expect(whenCome(shallowRef(null), 10)).rejects.toBeInstanceOf(Unreachable)
})
