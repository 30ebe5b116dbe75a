import { byId, make } from './api.js'
import { askDemo } from './demo.js'

let steps = []
let take = () => undefined
let current = -1
let busy = false

const progress = () => (current < 0 ? '' : `第${current + 1}步，共${steps.length}步：`)
const invitation = () => `从1到${steps.length}依次点一遍，就走完一年的工作。前面没办的，会替您补上。`

function draw(text = current < 0 ? invitation() : steps[current].hint) {
  byId('storyHint').textContent = progress() + text
  for (const [index, button] of [...byId('storySteps').querySelectorAll('button')].entries()) {
    if (index === current) {
      button.setAttribute('aria-current', 'step')
      button.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    } else button.removeAttribute('aria-current')
    if (index === current) button.classList.add('seen')
  }
  const next = steps[current + 1]
  byId('storyNext').hidden = next === undefined
  byId('storyNext').textContent = current < 0 ? '开始' : '下一步'
}

/** The product brings about what the step needs; then its person is chosen, on the page it answers. */
async function tell(index) {
  if (busy) return
  busy = true
  current = index
  draw('正在准备，请稍等…')
  byId('story').setAttribute('aria-busy', 'true')
  let note
  try {
    const step = steps[index]
    const reply = await askDemo('story', { step: step.key }, '没有准备好，请再点一次。')
    await take(step, reply)
    note = reply.note
  } catch (fault) {
    note = fault.message
  }
  byId('story').removeAttribute('aria-busy')
  busy = false
  draw(note)
}

/** `taken(step, reply)`: shows the step's person on the page `reply.path`. */
export function startStory(list, taken) {
  steps = list
  take = taken
  byId('story').hidden = steps.length === 0
  byId('storySteps').replaceChildren(
    ...steps.map((step, index) => {
      const button = make('button', { type: 'button', textContent: step.label, dataset: { number: index + 1 } })
      button.addEventListener('click', () => tell(index))
      return make('li', {}, button)
    }),
  )
  byId('storyNext').addEventListener('click', () => tell(current + 1))
  draw()
}
