import { missingLines } from '../../miniapp/composables/missingLines'

test('those of one reason stand in one line, counted when they are several, in the order in which the reasons come', () => {
  const missing = [
    { name: '沈云舟', reason: '外地出差' },
    { name: '买买提·艾力', reason: '休假' },
    { name: '林知夏', reason: '外地出差' },
  ]
  expect(missingLines(missing)).toEqual(['外地出差（2人）：沈云舟、林知夏', '休假：买买提·艾力'])
  expect(missingLines([])).toEqual([])
})
