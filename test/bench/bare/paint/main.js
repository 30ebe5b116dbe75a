// The least that can be compared: Vue and three parts of Vant, the same words, asked for in one request.
import { Button, Cell, CellGroup } from 'vant'
import { createApp, h, shallowRef } from 'vue'
import 'vant/es/style/base.css'
import 'vant/es/button/index.css'
import 'vant/es/cell/index.css'
import 'vant/es/cell-group/index.css'

/** Each `{ kind: 'title' | 'button' | 'line', text }`, in the order of the page. */
const pieces = shallowRef([])
fetch(`/data${location.pathname}`)
  .then((answer) => answer.json())
  .then((content) => {
    pieces.value = content
  })

const drawn = ({ kind, text }) =>
  kind === 'title'
    ? h('h1', text)
    : kind === 'button'
      ? h(Button, { block: true }, () => text)
      : h(Cell, { title: text })

createApp({ render: () => h(CellGroup, null, () => pieces.value.map(drawn)) }).mount('#app')
