import { createApp } from 'vue'
import App from './App.vue'
import { partIsMissing } from './client/missing'
import { enter } from './client/session'
import { fetchesLater } from './composables/later'
import { keptTextStep, useTextStep } from './composables/useTextStep'
import { router } from './router'
import './styles/tokens.css'
import './styles/vant.css'
import './styles/base.css'

useTextStep().use(keptTextStep())
// Asked before the page's own file has even arrived; the router waits for the same answer.
if (!/^\/(login|not-on-roster|set-up|enter)\b/.test(location.pathname)) void enter()

createApp(App).use(router).mount('#app')

// What can wait is asked for again and again by itself.
window.addEventListener('vite:preloadError', () => {
  if (!fetchesLater()) partIsMissing()
})
