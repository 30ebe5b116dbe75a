import { tellThreeShows } from './storyThreeShows'

tellThreeShows('feishu', '飞书')
