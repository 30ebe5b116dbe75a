/**
 * Properties known to card JSON 2.0 at the places where the platform refuses anything else (feishu §4.1–4.4).
 * Tags without an entry in COMPONENTS but listed in LOOSE are accepted with any property.
 */
const SPACING = ['direction', 'horizontal_spacing', 'horizontal_align', 'vertical_spacing', 'vertical_align', 'padding']
const COMMON = ['tag', 'element_id', 'margin', 'fallback']
const INTERACTIVE = [
  'name',
  'required',
  'disabled',
  'disabled_tips',
  'hover_tips',
  'behaviors',
  'confirm',
  'value',
  'width',
]

export const TOP = ['schema', 'config', 'card_link', 'header', 'body']
export const CONFIG = [
  'streaming_mode',
  'streaming_config',
  'summary',
  'locales',
  'enable_forward',
  'update_multi',
  'width_mode',
  'enable_forward_interaction',
  'use_custom_translation',
  'style',
]
export const HEADER = ['title', 'subtitle', 'text_tag_list', 'i18n_text_tag_list', 'template', 'icon', 'padding']
export const BODY = ['elements', ...SPACING]

const PICKER = [
  'type',
  'placeholder',
  'options',
  'initial_option',
  'initial_options',
  'selected_values',
  'initial_index',
]

export const COMPONENTS: Record<string, string[]> = {
  markdown: ['content', 'i18n_content', 'text_align', 'text_size', 'icon'],
  div: ['text', 'fields', 'icon', 'width', 'extra'],
  hr: [],
  img: [
    'img_key',
    'alt',
    'title',
    'corner_radius',
    'scale_type',
    'size',
    'transparent',
    'preview',
    'custom_width',
    'mode',
  ],
  column_set: ['flex_mode', 'horizontal_spacing', 'horizontal_align', 'columns', 'background_style', 'action'],
  column: ['width', 'weight', 'elements', 'background_style', 'action', ...SPACING],
  form: ['name', 'elements', 'confirm', ...SPACING],
  button: [
    ...INTERACTIVE,
    'text',
    'type',
    'size',
    'icon',
    'form_action_type',
    'action_type',
    'complex_interaction',
    'url',
    'multi_url',
  ],
  input: [
    ...INTERACTIVE,
    'placeholder',
    'default_value',
    'max_length',
    'input_type',
    'show_icon',
    'rows',
    'auto_resize',
    'max_rows',
    'label',
    'label_position',
  ],
  select_static: [...INTERACTIVE, ...PICKER],
  multi_select_static: [...INTERACTIVE, ...PICKER],
  select_person: [...INTERACTIVE, ...PICKER],
  multi_select_person: [...INTERACTIVE, ...PICKER],
  date_picker: [...INTERACTIVE, 'placeholder', 'initial_date'],
  picker_time: [...INTERACTIVE, 'placeholder', 'initial_time'],
  picker_datetime: [...INTERACTIVE, 'placeholder', 'initial_datetime'],
  overflow: [...INTERACTIVE, 'options'],
  checker: [...INTERACTIVE, 'text', 'checked', 'overall_checkable', 'button_area', 'checked_style', 'padding'],
  select_img: [...INTERACTIVE, 'multi_select', 'layout', 'options', 'style', 'can_preview', 'aspect_ratio'],
}

/** Known to the platform, but this product has no use for them: properties are not checked. */
export const LOOSE = [
  'interactive_container',
  'collapsible_panel',
  'table',
  'chart',
  'person',
  'person_list',
  'img_combination',
  'audio',
]

export const INTERACTIVE_TAGS = [
  'button',
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'overflow',
  'checker',
  'select_img',
]

export const BEHAVIOR = ['type', 'default_url', 'android_url', 'ios_url', 'pc_url', 'value', 'behavior']

export const allowedProperties = (tag: string): string[] | undefined => {
  const own = COMPONENTS[tag]
  return own && [...COMMON, ...own]
}
