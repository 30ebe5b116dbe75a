import { tellStory } from './story'

tellStory('feishu', '飞书')
