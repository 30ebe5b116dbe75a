import { tellThreeShows } from './storyThreeShows'

tellThreeShows('wecom', '企业微信')
