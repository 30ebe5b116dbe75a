import { createSSRApp, defineComponent, h, type Ref, ref } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { useLimit } from '../../miniapp/components/form/limits'
import { type Checked, useChecked } from '../../miniapp/composables/useChecked'

interface Form {
  checked: Checked
  value: Ref<string>
  field: ReturnType<typeof useLimit>
}

/** A form with one field of at most ten characters, and nothing else to find. */
async function formOf(typed: string, words = false): Promise<Form> {
  const value = ref(typed)
  let checked: Checked | undefined
  let field: Form['field'] | undefined
  const OneField = defineComponent(() => {
    field = useLimit({ limit: 10, words }, value)
    return () => h('input')
  })
  const OneForm = defineComponent(() => {
    checked = useChecked({ problemOf: () => '', refusal: ref(null) }, () => [])
    return () => h(OneField)
  })
  await renderToString(createSSRApp(OneForm))
  if (!checked || !field) throw new Error('the form was not drawn')
  return { checked, value, field }
}

// What is wrong is looked for on the page; here there is none.
beforeAll(() => Object.assign(globalThis, { document: { querySelectorAll: () => [] } }))
afterAll(() => Reflect.deleteProperty(globalThis, 'document'))

describe('a field with a limit', () => {
  test('is counted from 80 % on, and not before', async () => {
    expect((await formOf('字'.repeat(7))).field.isNear()).toBe(false)
    expect((await formOf('字'.repeat(8))).field.isNear()).toBe(true)
  })

  test('keeps all that was typed, and the form is not sent', async () => {
    const { checked, value, field } = await formOf('字'.repeat(13))
    expect(field.isOver()).toBe(true)
    expect(field.problem()).toBe('')
    expect(checked.complete()).toBe(false)
    expect(checked.left.value).toBe(1)
    expect(field.problem()).toBe('最多10字，请删去3字')
    expect(value.value).toHaveLength(13)
    value.value = '字'.repeat(10)
    expect(checked.complete()).toBe(true)
    expect(checked.left.value).toBe(0)
  })

  test('counted as the rules count 字 leaves the refusal to the rules', async () => {
    const { checked, field } = await formOf(`${'字 '.repeat(10)}\n`, true)
    expect([field.count(), field.isOver()]).toEqual([10, false])
    const tooLong = await formOf('字'.repeat(11), true)
    expect(tooLong.field.isOver()).toBe(true)
    expect(checked.complete() && tooLong.checked.complete()).toBe(true)
  })
})
