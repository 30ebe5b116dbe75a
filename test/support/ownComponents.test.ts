import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const components = join(__dirname, '../../miniapp/components')

/** Own components, and what Vant has of the kind. */
const twins = [
  ['AppButton', 'Button'],
  ['AppIcon', 'Icon'],
  ['ChoiceChips', 'Checkbox'],
  ['DayField', 'Calendar'],
  ['DocumentField', 'Uploader'],
  ['EmptyState', 'Empty'],
  ['PageSkeleton', 'Skeleton'],
  ['PagerBar', 'Pagination'],
  ['PictureField', 'Uploader'],
  ['SelectField', 'Picker'],
  ['SheetBox', 'Dialog'],
  ['StateTag', 'Tag'],
  ['SwitchRow', 'Switch'],
  ['TextArea', 'Field'],
  ['TextField', 'Field'],
  ['UndoBar', 'Toast'],
  ['ledger/LedgerPage', 'List'],
  ['ledger/LedgerSegments', 'Tabs'],
  ['record/RecordChain', 'Steps'],
] as const

describe('an own component that Vant has too', () => {
  test.each(twins)('%s says why it is not Vant’s %s', (own, twin) => {
    const vant = twin.replace(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
    expect(existsSync(join(__dirname, '../../node_modules/vant/es', vant))).toBe(true)
    const source = readFileSync(join(components, `${own}.vue`), 'utf8')
    expect(source.match(/(\/\*\*|<!--)[\s\S]*?(\*\/|-->)/g)?.some((comment) => comment.includes('Vant'))).toBe(true)
  })
})
