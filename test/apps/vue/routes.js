import Landing from './Landing.vue'
import Other from './Other.vue'

export const routes = [
  { path: '/landing', component: Landing },
  { path: '/other', component: Other },
]
