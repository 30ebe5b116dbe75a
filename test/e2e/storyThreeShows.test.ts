import { platformsOf } from './platforms'
import { tellThreeShows } from './storyThreeShows'

for (const [platform, name] of platformsOf('wecom')) tellThreeShows(platform, name)
