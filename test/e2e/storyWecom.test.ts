import { tellStory } from './story'

// A file of its own only because files run side by side.
tellStory('wecom', '企业微信')
