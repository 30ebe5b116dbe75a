import { platformsOf } from './platforms'
import { tellStory } from './story'

for (const [platform, name] of platformsOf('feishu')) tellStory(platform, name)
