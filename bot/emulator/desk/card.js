import { make } from './api.js'
import { askFirst } from './confirm.js'
import { drawField, readFields, showWrong } from './fields.js'

const TONES = {
  green: 'green',
  red: 'red',
  grey: 'grey',
  gray: 'grey',
  info: 'green',
  comment: 'grey',
  warning: 'orange',
  orange: 'orange',
  blue: 'blue',
  purple: 'purple',
}

function drawSpan(span, open) {
  if (span.href) return linkTo(span.href, span.text, open)
  let node = make('span', { textContent: span.text, className: span.mention ? 'mention' : '' })
  if (span.code) node = make('code', {}, node)
  if (span.italic) node = make('em', {}, node)
  if (span.bold) node = make('strong', {}, node)
  if (span.strike) node = make('s', {}, node)
  if (TONES[span.color]) node.dataset.tone = TONES[span.color]
  else if (span.color) node.style.color = span.color
  return node
}

function linkTo(url, text, open) {
  const link = make('a', { href: url, textContent: text, rel: 'noopener' })
  link.addEventListener('click', (event) => {
    event.preventDefault()
    event.stopPropagation()
    open(url)
  })
  return link
}

export function drawLines(lines, open) {
  return make(
    'div',
    {},
    ...lines.map((line) => {
      const node = make('p', { className: `line ${line.style}` }, ...line.spans.map((span) => drawSpan(span, open)))
      if (line.align) node.style.textAlign = line.align
      return node
    }),
  )
}

function drawButton(button, acts) {
  const element = make('button', { type: 'button', className: button.look, textContent: button.text })
  if (button.wide) element.classList.add('wide')
  element.disabled = Boolean(button.disabled)
  if (button.disabledNote) element.title = button.disabledNote
  element.addEventListener('click', async (event) => {
    event.stopPropagation()
    const scope = element.closest('.formBox') ?? element.closest('.cardBox')
    if (button.action === 'reset') return acts.redraw()
    if (button.confirm && !(await askFirst(button.confirm))) return undefined
    if (!button.calls) return button.openUrl ? acts.open(button.openUrl) : undefined
    element.disabled = true
    const result = await acts.press(button.id, readFields(scope))
    element.disabled = Boolean(button.disabled)
    showWrong(scope, result.fieldErrors ?? {})
    if (result.openUrl) acts.open(result.openUrl)
    return undefined
  })
  return element
}

const DRAW = {
  text: (block, acts) => drawLines(block.lines, acts.open),
  divider: () => make('hr'),
  image: (block) => make('img', { src: block.url, alt: block.alt }),
  field: (block, acts) => drawField(block.field, (id, value) => acts.press(id, { [id]: value })),
  buttons: (block, acts) =>
    make('div', { className: 'buttonRow' }, ...block.buttons.map((one) => drawButton(one, acts))),
  form: (block, acts) => {
    const box = drawBlocks(block.blocks, acts)
    box.classList.add('formBox')
    return box
  },
  columns: (block, acts) => {
    const columns = block.columns.map((column) => {
      const box = drawBlocks(column.blocks, acts)
      if (column.weight > 0) box.style.flex = `${column.weight} 1 0`
      return box
    })
    return make('div', { className: `splitRow ${block.flow}` }, ...columns)
  },
  keyValues: (block, acts) => {
    const rows = block.rows.flatMap((row) => {
      const value = row.openUrl ? linkTo(row.openUrl, row.value, acts.open) : row.value
      return [make('dt', { textContent: row.key }), make('dd', {}, value)]
    })
    return make('dl', { className: 'keyValues' }, ...rows)
  },
  bigNumber: (block) =>
    make(
      'div',
      { className: 'bigNumber' },
      make('b', { textContent: block.value }),
      make('span', { textContent: block.caption }),
    ),
  quote: (block, acts) => {
    const text = block.openUrl ? linkTo(block.openUrl, block.text, acts.open) : block.text
    return make('div', { className: 'quoteBox' }, block.title ? make('b', { textContent: block.title }) : null, text)
  },
  links: (block, acts) =>
    make('div', { className: 'links' }, ...block.links.map((one) => linkTo(one.openUrl, one.text, acts.open))),
  panel: (block, acts) => {
    const summary = make('summary', { textContent: block.title || '展开' })
    return make('details', { open: block.open }, summary, drawBlocks(block.blocks, acts))
  },
  table: (block) => {
    const cells = (tag, texts) => make('tr', {}, ...texts.map((text) => make(tag, { textContent: text })))
    return make('table', {}, cells('th', block.heads), ...block.rows.map((row) => cells('td', row)))
  },
}

export function drawBlocks(blocks, acts) {
  return make('div', { className: 'blocks' }, ...blocks.map((block) => DRAW[block.kind]?.(block, acts)))
}

/** `acts`: open(url), press(buttonId, values) → result, redraw(). */
export function drawCard(card, acts) {
  const box = make('div', { className: 'cardBox' })
  if (card.source) box.append(make('div', { className: 'source', textContent: card.source }))
  if (card.title || card.subtitle) {
    const tags = card.tags.map((tag) =>
      make('span', { className: 'tag', textContent: tag.text, dataset: { tone: tag.tone } }),
    )
    const subtitle = card.subtitle ? make('p', { textContent: card.subtitle }) : null
    const title = make('h3', { textContent: card.title ?? '' })
    box.append(make('div', { className: 'cardHead', dataset: { tone: card.tone } }, title, ...tags, subtitle))
  }
  box.append(drawBlocks(card.blocks, acts))
  if (card.openUrl) {
    box.classList.add('cardOpen')
    box.addEventListener('click', (event) => {
      if (!event.target.closest('button, a, input, select, textarea, label, details')) acts.open(card.openUrl)
    })
  }
  return box
}
