/** The example in the template: a short form about school, with every kind of question a form can hold. */

type Row = Readonly<Record<string, string>>;

const vi = 'label::Tiếng Việt (vi)';
const en = 'label::English (en)';
const hintVi = 'hint::Tiếng Việt (vi)';
const hintEn = 'hint::English (en)';

/** Its questions. */
export const EXAMPLE_SURVEY: readonly Row[] = [
  {
    type: 'select_one cam_xuc',
    name: 'tam_trang',
    [vi]: 'Em thấy thế nào khi đến trường?',
    [en]: 'How do you feel at school?',
    [hintVi]: 'Em chọn khuôn mặt giống em nhất nhé.',
    [hintEn]: 'Pick the face that is most like you.',
    appearance: 'likert',
    'em_noi::label::vi::7-8': 'Em đến trường có vui không?',
  },
  {
    type: 'text',
    name: 'ke_them',
    [vi]: 'Điều gì làm em chưa vui? Em kể nhé.',
    [en]: 'What makes you unhappy? Tell us if you like.',
    relevant: `\${tam_trang} = 'chua_vui'`,
    constraint: 'string-length(.) <= 300',
  },
  {
    type: 'select_multiple hoat_dong',
    name: 'gio_ra_choi',
    [vi]: 'Em thích làm gì trong giờ ra chơi? Em chọn nhiều nhất 3 điều.',
    [en]: 'What do you like to do in the break? Pick up to 3.',
    constraint: 'count-selected(.) <= 3',
  },
  {
    type: 'integer',
    name: 'so_phut',
    [vi]: 'Một ngày ở trường, em được chơi mấy phút?',
    [en]: 'How many minutes can you play in one school day?',
    constraint: '. >= 0 and . <= 179',
  },
  {
    type: 'rank dieu_mong',
    name: 'mong_nhat',
    [vi]: 'Em mong điều gì nhất ở trường? Em xếp theo thứ tự nhé.',
    [en]: 'What should your school work on first? Put these in order.',
  },
  {
    type: 'select_one co_khong',
    name: 'lang_nghe',
    [vi]: 'Thầy cô có lắng nghe em không?',
    [en]: 'Do your teachers listen to you?',
  },
  {
    type: 'note',
    name: 'cam_on',
    [vi]: 'Cảm ơn em đã kể cho chúng mình nghe.',
    [en]: 'Thank you for telling us.',
    relevant: `\${lang_nghe} != ''`,
  },
];

function choice(list: string, name: string, words: readonly [string, string], face = ''): Row {
  return { list_name: list, name, [vi]: words[0], [en]: words[1], 'em_noi::face': face };
}

/** Its lists of choices. */
export const EXAMPLE_CHOICES: readonly Row[] = [
  choice('cam_xuc', 'chua_vui', ['Chưa vui', 'Not happy yet'], '😐'),
  choice('cam_xuc', 'vui', ['Vui', 'Happy'], '😄'),
  choice('cam_xuc', 'rat_vui', ['Rất vui', 'Very happy'], '🤩'),
  choice('hoat_dong', 'chay_nhay', ['Chạy nhảy', 'Run and jump']),
  choice('hoat_dong', 'doc_sach', ['Đọc sách', 'Read']),
  choice('hoat_dong', 've_tranh', ['Vẽ tranh', 'Draw']),
  choice('hoat_dong', 'tro_chuyen', ['Trò chuyện với bạn', 'Talk with friends']),
  choice('dieu_mong', 'nha_ve_sinh', ['Nhà vệ sinh sạch', 'Clean toilets']),
  choice('dieu_mong', 'bua_an', ['Bữa ăn ngon', 'Tasty meals']),
  choice('dieu_mong', 'san_choi', ['Sân chơi vui', 'A fun playground']),
  choice('co_khong', 'yes', ['Có', 'Yes']),
  choice('co_khong', 'no', ['Chưa nhiều', 'Not much yet']),
];

/** Its settings. */
export const EXAMPLE_SETTINGS: readonly Row[] = [
  {
    form_title: 'Giờ ra chơi của em',
    form_id: 'gio-ra-choi',
    'em_noi::ages': '7-8 9-10 11-13 14-15',
    'em_noi::channels': 'web telegram zalo zalo-oa',
  },
];
