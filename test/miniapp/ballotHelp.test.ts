import { helpTexts } from '../../miniapp/pages/ballot/helpTexts'

test('the help is read aloud in less than a minute: 250 字 and fewer', () => {
  const spoken = helpTexts.parts.map(({ title, text }) => `${title}${text}`).join('')
  expect([...spoken.replace(/[\p{P}\s]/gu, '')].length).toBeLessThanOrEqual(250)
  for (const word of ['两层信封', '两把锁', '谁还能把票和人对上']) expect(spoken).toContain(word)
})
