/** What comes of the rows, columns and settings of a form. */

import { describe, expect, test } from 'vitest';
import { checkFlow } from '../../../src/core/flow/check-flow.ts';
import { MAX_NOTES, NOTE_OUTCOMES, Notes, printRows } from '../../../src/core/xlsform/note.ts';
import { readXlsForm } from '../../../src/core/xlsform/read-xlsform.ts';
import { sayNote } from '../../../src/core/xlsform/say-note.ts';
import { formTemplate } from '../../../src/core/xlsform/template.ts';
import { columnName, type Workbook } from '../../../src/core/xlsform/workbook.ts';
import { createSay, PHRASES } from '../../../src/i18n/say.ts';
import { asRead, workbookOf } from './sheets.ts';

const say = createSay();
type Cells = readonly (readonly (string | number | null)[])[];

function readXlsFormOf(workbook: Workbook) {
  return readXlsForm(workbook, 'tep', say);
}

/** The form's own questions, without the opening; and its notes in short, without those every form gets. */
function brief(survey: Cells, choices: Cells = [], settings: Cells = []) {
  const outcome = readXlsFormOf(workbookOf({ survey, choices, settings }));
  if (outcome.kind === 'faulty')
    return { fault: outcome.fault, questions: [], notes: outcome.notes.map(({ code }): string => code) };
  const { questions } = outcome.source as { questions: Record<string, unknown>[] };
  const opening = ['welcome', 'age', 'promise', 'consent'];
  return {
    source: outcome.source,
    questions: questions.filter(({ id }) => !opening.includes(String(id))),
    notes: outcome.notes
      .filter(({ code }) => !/^(header-assumed|title-assumed|consent-added|text-length-assumed)$/.test(code))
      .map(({ code, rows, column, facts }) =>
        [code, printRows(rows), column, ...Object.values(facts)].filter((one) => one !== '').join(' '),
      ),
  };
}

const HEAD = ['type', 'name', 'label::vi'];
const YES_NO: Cells = [
  ['list_name', 'name', 'label::vi'],
  ['co_khong', 'yes', 'Có'],
  ['co_khong', 'no', 'Không'],
];
const ABC: Cells = [
  ['list name', 'name', 'label::Vietnamese (vi)'],
  ['abc', 'A1', 'Một'],
  ['abc', 'b_2', 'Hai'],
  ['abc', 3, 'Ba'],
];

describe('types', () => {
  test.each([
    ['integer', { kind: 'number', min: 0, max: 100 }, ['bounds-assumed 2 0 100']],
    ['decimal', { kind: 'number' }, ['type-as-number 2 A decimal', 'bounds-assumed 2 0 100']],
    ['percentage', { kind: 'number', min: 0, max: 100 }, []],
    ['text', { kind: 'text', 'max-length': 500 }, []],
    ['date', { kind: 'text' }, ['type-as-text 2 A date']],
    ['note', { kind: 'info' }, []],
    ['acknowledge', { kind: 'info' }, ['type-as-card 2 A acknowledge']],
    ['select_one abc', { kind: 'choice' }, []],
    ['Select One from abc', { kind: 'choice' }, []],
    ['select_multiple abc', { kind: 'choices' }, []],
    ['select all that apply from abc', { kind: 'choices' }, []],
    ['rank abc', { kind: 'rank' }, []],
    ['select_one gone', { kind: 'choice', options: [] }, ['choices-missing 2 A gone', 'list-unused 2 abc']],
    ['select_one ABC', { kind: 'choice', options: [] }, ['choices-missing 2 A ABC abc', 'list-unused 2 abc']],
  ])('%s', (type, question, notes) => {
    const found = brief([HEAD, [type, 'q', 'Câu hỏi?']], /abc|gone/i.test(type) ? ABC : []);
    expect(found.questions).toHaveLength(1);
    expect(found.questions[0]).toMatchObject(question);
    expect(found.notes.filter((note) => !note.startsWith('ids-changed')).sort()).toEqual([...notes].sort());
  });

  test.each([
    ['calculate', 'calculation-dropped'],
    ['hidden', 'calculation-dropped'],
    ['geopoint', 'geo-dropped'],
    ['image', 'media-dropped'],
    ['barcode', 'media-dropped'],
    ['phone number', 'personal-dropped'],
    ['email', 'personal-dropped'],
    ['start', 'meta-dropped'],
    ['audit', 'meta-dropped'],
    ['select_one_from_file xa.csv', 'type-dropped'],
    ['', 'type-missing'],
    ['intger', 'type-unknown'],
    ['câu hỏi', 'type-unknown'],
  ])('%s is left out and told: %s', (type, code) => {
    const found = brief([HEAD, ['note', 'n', 'Xin chào'], [type, 'q', 'Câu hỏi?']]);
    expect(found.questions.map(({ id }) => id)).toEqual(['n']);
    expect(found.notes).toHaveLength(1);
    expect(found.notes[0]).toMatch(new RegExp(`^${code} 3`));
  });

  test('a misspelt type names the one that was meant', () => {
    expect(brief([HEAD, ['note', 'n', 'Chào'], ['intger', 'q', '?']]).notes).toEqual([
      'type-unknown 3 A intger integer',
    ]);
  });

  test('a range takes its bounds from the parameters', () => {
    const found = brief([
      [...HEAD, 'parameters'],
      ['range', 'a', 'Bao nhiêu?', 'start=1 end=10 step=2'],
      ['range', 'b', 'Bao nhiêu?', null],
    ]);
    expect(found.questions).toMatchObject([
      { kind: 'number', min: 1, max: 10 },
      { kind: 'number', min: 0, max: 10 },
    ]);
    expect(found.notes).toEqual(['range-step-dropped 2 D']);
  });

  test('yes and no in this order are a yes-no question with the words of the form', () => {
    const found = brief([HEAD, ['select_one co_khong', 'q', 'Em vui không?']], YES_NO);
    expect(found.questions).toEqual([
      { id: 'q', kind: 'yes-no', text: { vi: 'Em vui không?' }, yes: { vi: 'Có' }, no: { vi: 'Không' } },
    ]);
    const turned = [YES_NO[0] ?? [], YES_NO[2] ?? [], YES_NO[1] ?? []];
    expect(brief([HEAD, ['select_one co_khong', 'q', '?']], turned).questions[0]).toMatchObject({
      kind: 'choice',
    });
  });

  test('likert is a scale where it has three to five points', () => {
    const found = brief(
      [
        [...HEAD, 'appearance'],
        ['select_one abc', 'q', '?', 'likert'],
      ],
      ABC,
    );
    expect(found.questions[0]).toMatchObject({ kind: 'scale' });
    expect(found.notes).toEqual(['ids-changed 2–3 B']);
    const two = brief(
      [
        [...HEAD, 'appearance'],
        ['select_one abc', 'q', '?', 'likert'],
      ],
      ABC.slice(0, 3),
    );
    expect(two.questions[0]).toMatchObject({ kind: 'choice' });
    expect(two.notes).toEqual(['appearance-dropped 2 D likert', 'ids-changed 2–3 B']);
  });

  test('or_other adds the option and asks which', () => {
    const found = brief([HEAD, ['select_one abc or_other', 'q', '?']], ABC);
    expect(found.questions).toMatchObject([
      {
        id: 'q',
        options: [{ id: 'a1' }, { id: 'b-2' }, { id: '3' }, { id: 'other', label: { vi: 'Khác' } }],
      },
      { id: 'q-other', kind: 'text', when: 'q = other' },
    ]);
    expect(found.notes).toEqual(['option-other-added 2 A', 'ids-changed 2–3 B']);
  });
});

describe('names', () => {
  test('become ids, each once, and what is more than spelling is told', () => {
    const found = brief([
      HEAD,
      ['note', 'Câu_Đầu Tiên', '1'],
      ['note', 'cau-dau-tien', '2'],
      ['note', 'rất_là_dài_'.repeat(5), '3'],
      ['note', 'age', '4'],
      ['note', 'end', '5'],
      ['note', '1st', '6'],
      ['note', null, '7'],
      ['note', '問題', '8'],
    ]);
    expect(found.questions.map(({ id }) => id)).toEqual([
      'cau-dau-tien',
      'cau-dau-tien-2',
      'rat-la-dai-rat-la-dai-ra',
      'age-q',
      'end-q',
      'q1st',
      'q',
      'q-2',
    ]);
    expect(found.notes).toEqual([
      'ids-changed 2 B',
      'id-changed 3 B cau-dau-tien cau-dau-tien-2',
      expect.stringMatching(/^id-changed 4 B/),
      'id-changed 5 B age age-q',
      'id-changed 6 B end end-q',
      'id-changed 7 B 1st q1st',
      'row-unnamed 8 q',
      'id-changed 9 B 問題 q-2',
    ]);
  });

  test('in texts and conditions follow their ids', () => {
    const found = brief(
      [
        [...HEAD, 'relevant'],
        ['select_one abc', 'Tâm_Trạng', 'Sao?', null],
        ['note', 'n', `Em chọn \${Tâm_Trạng} nhé {ở đây}`, `\${Tâm_Trạng} = 'b_2'`],
      ],
      ABC,
    );
    expect(found.questions[1]).toMatchObject({
      text: { vi: 'Em chọn {tam-trang} nhé {{ở đây}' },
      when: 'tam-trang = b-2',
    });
  });
});

describe('groups', () => {
  test('put their conditions on every question in them, and are asked once', () => {
    const found = brief(
      [
        [...HEAD, 'relevant', 'repeat_count'],
        ['select_one abc', 'q', '?', null, null],
        ['begin group', 'g', 'Nhóm', `\${q} = 'A1'`, null],
        ['begin_repeat', 'r', null, `\${q} != '3' or \${q} = ''`, '3'],
        ['note', 'n', 'Chào', `\${q} != ''`, null],
        ['end repeat', null, null, null, null],
        ['end_group', null, null, null, null],
        ['note', 'm', 'Hết', null, null],
      ],
      ABC,
    );
    expect(found.questions).toMatchObject([
      { id: 'q' },
      { id: 'n', when: 'q = a1 and (q != 3 or not answered(q)) and answered(q)' },
      { id: 'm' },
    ]);
    expect(found.questions[2]).not.toHaveProperty('when');
    expect(found.notes).toEqual(['group-label-dropped 3 C Nhóm', 'repeat-once 4 r', 'ids-changed 2–3 B']);
  });

  test('that do not close, or never opened, are told', () => {
    const found = brief([HEAD, ['end group', null, null], ['begin group', 'g', null], ['note', 'n', 'Chào']]);
    expect(found.notes).toEqual(['end-without-begin 2', 'begin-without-end 3']);
    expect(found.questions).toHaveLength(1);
  });

  test('nested deeper than anybody follows lose their conditions', () => {
    const deep = Array.from({ length: 25 }, (_, at) => ['begin group', `g${at}`, null]);
    const found = brief([HEAD, ...deep, ['note', 'n', 'Chào']]);
    expect(found.notes).toContain('group-too-deep 22–26');
  });
});

describe('conditions', () => {
  test('that cannot be said are dropped in part or whole, and the question is asked all the same', () => {
    const found = brief(
      [
        [...HEAD, 'relevant'],
        ['text', 'why', 'Sao?', null],
        ['integer', 'n', 'Mấy?', null],
        ['calculate', 'c', null, null],
        ['note', 'a', '1', `\${n} > 3 and \${why} = 'x'`],
        ['note', 'b', '2', `\${c} = 1`],
        ['note', 'd', '3', `\${n} > `],
        ['note', 'e', '4', 'false()'],
        ['note', 'f', '5', 'true()'],
      ],
      [],
    );
    expect(found.questions.map(({ id, when }) => [id, when])).toEqual([
      ['why', undefined],
      ['n', undefined],
      ['a', 'n > 3'],
      ['b', undefined],
      ['d', undefined],
      ['f', undefined],
    ]);
    expect(found.notes.filter((note) => /condition|never/.test(note))).toEqual([
      `condition-partly-dropped 5 D \${n} > 3 and \${why} = 'x' open-text x \${why} = 'x'`,
      `condition-dropped 6 D \${c} = 1 dropped-question c`,
      `condition-dropped 7 D \${n} > ends-early`,
      'never-asked 8 D e',
    ]);
  });
});

describe('columns', () => {
  test('that mean nothing here are told, each with its rows', () => {
    const found = brief(
      [
        [
          ...HEAD,
          'hint',
          'required',
          'appearance',
          'default',
          'calculation',
          'choice_filter',
          'constraint',
          'constraint_message',
          'media::image',
          'relevent',
          'my_column',
          'label::Klingon',
          'label::vi',
          'required_message::vi',
        ],
        [
          'select_one abc',
          'q',
          '?',
          'Gợi ý',
          'yes',
          'minimal',
          'A1',
          'now()',
          'x=1',
          '. > 1',
          'Sai',
          'a.png',
          'z',
          'mine',
          'nuqneH',
          'lần hai',
          'phải trả lời',
        ],
        [
          'note',
          'n',
          '<b>Đậm</b>',
          null,
          'no',
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          'mine',
          null,
          null,
          null,
        ],
      ],
      ABC,
    );
    expect(found.questions[0]).toMatchObject({ id: 'q', text: { vi: '?' }, simpler: { vi: 'Gợi ý' } });
    expect(found.notes).toEqual([
      'column-misspelled 1 M relevent relevant',
      'column-unknown 1 N my_column',
      'language-unknown 1 O label::Klingon',
      'column-twice 1 P label::vi',
      'hint-as-simpler 2 D',
      'required-dropped 2 E',
      'appearance-dropped 2 F minimal',
      'default-dropped 2 G A1',
      'calculation-dropped 2 H now()',
      'choice-filter-dropped 2 I x=1',
      'constraint-dropped 2 J . > 1',
      'column-dropped 2 K constraint_message',
      'media-dropped 2 L media::image',
      'column-dropped 2 Q required_message::vi',
      'markup-kept 3',
      'ids-changed 2–3 B',
    ]);
  });

  test('the same on many rows is one note', () => {
    const found = brief([
      [...HEAD, 'required'],
      ...[2, 3, 4, 6].map((row) => ['note', `n${row}`, 'Chào', row === 6 ? 'no' : 'yes']),
    ]);
    expect(found.notes).toEqual(['required-dropped 2–4 D']);
  });

  test('letters with separate marks are joined, spaces at the ends go', () => {
    const found = brief([HEAD, ['note', ' n ', '\u00a0Em co\u0301 vui\r\nkhông? ']]);
    expect(found.questions).toEqual([{ id: 'n', kind: 'info', text: { vi: 'Em có vui\nkhông?' } }]);
    expect(found.notes).toEqual(['normalised 2 C']);
  });

  test('a question that may ask who a child is, is told', () => {
    for (const label of ['Em tên là gì?', 'Họ và tên của em?', 'What is your name?', 'Số điện thoại?']) {
      expect(brief([HEAD, ['text', 'q', label]]).notes).toEqual(['may-identify 2']);
    }
    expect(brief([HEAD, ['text', 'q', 'Em thích trò chơi tên là gì?']]).notes).toEqual([]);
  });
});

test('cells that are made to be slow to read are read', () => {
  const gap = ' '.repeat(32_000);
  const rows = Array.from({ length: 60 }, (_, at) => [
    'note',
    `n${at}`,
    `a${gap}b`,
    `\${${' '.repeat(3990)}`,
    `${'['.repeat(32_000)}`,
    `\${${gap}`,
  ]);
  const head = ['type', 'name', 'label::vi', 'relevant', 'label::en', `x${gap}:${gap}y`];
  const found = brief([head, ...rows]);
  expect(found.questions).toHaveLength(60);
});

describe('languages', () => {
  const languages = (survey: Cells, settings: Cells = []) => {
    const { source, notes } = brief(survey, [], settings);
    return {
      languages: source?.['languages'],
      notes: notes.filter((note) => /language|vietnamese|title/.test(note)),
    };
  };

  test('are read from the headers, Vietnamese first unless the form says otherwise', () => {
    expect(
      languages([
        ['type', 'name', 'label::English (en)', 'label:Tiếng Việt'],
        ['note', 'n', 'Hi', 'Chào'],
      ]),
    ).toEqual({
      languages: ['vi', 'en'],
      notes: [],
    });
    const settings = [
      ['form_title', 'default_language'],
      ['Tên', 'English (en)'],
    ];
    expect(
      languages(
        [
          ['type', 'name', 'label', 'label::Vietnamese'],
          ['note', 'n', 'Hi', 'Chào'],
        ],
        settings,
      ),
    ).toMatchObject({ languages: ['en', 'vi'], notes: ['title-copied 2 vi'] });
  });

  test('a plain label is Vietnamese, with a doubt where it does not look so', () => {
    expect(
      languages([
        ['type', 'name', 'label'],
        ['note', 'n', 'Xin chào'],
      ]).notes,
    ).toEqual(['language-assumed 2 C']);
    expect(
      languages([
        ['type', 'name', 'label'],
        ['note', 'n', 'Hello'],
      ]).notes,
    ).toEqual(['language-doubtful 2 C']);
  });

  test('without Vietnamese the words are missing, and that is told', () => {
    const found = languages([
      ['type', 'name', 'label::Khmer'],
      ['note', 'n', 'សួស្តី'],
    ]);
    expect(found).toEqual({ languages: ['vi', 'km'], notes: ['no-vietnamese km'] });
  });
});

describe('a workbook', () => {
  const faultOf = (workbook: Workbook) => {
    const outcome = readXlsFormOf(workbook);
    return outcome.kind === 'faulty' ? outcome.fault : null;
  };

  test('without the sheet survey names the one that was meant', () => {
    expect(faultOf(workbookOf({ choices: [] }, { unread: ['Survay'] }))).toEqual({
      code: 'no-survey',
      facts: { sheets: 'choices, Survay', near: 'Survay' },
    });
    expect(faultOf(workbookOf({}, { unread: ['Sheet1'] }))).toMatchObject({ facts: { near: '' } });
  });

  test('without the column type names the one that was meant', () => {
    expect(
      faultOf(
        workbookOf({
          survey: [
            ['typ', 'name'],
            ['note', 'n'],
          ],
        }),
      ),
    ).toMatchObject({
      code: 'no-type-column',
      facts: { near: 'typ', headers: 'typ, name' },
    });
  });

  test('without rows, or without one that can be asked, is no form', () => {
    expect(faultOf(workbookOf({ survey: [HEAD] }))?.code).toBe('no-rows');
    expect(faultOf(workbookOf({ survey: [HEAD, ['start', 's', null]] }))?.code).toBe('nothing-carried');
  });

  test('of more questions than anybody asks is told the limit', () => {
    const rows = Array.from({ length: 401 }, (_, at) => ['note', `n${at}`, 'Chào']);
    expect(faultOf(workbookOf({ survey: [HEAD, ...rows] }))).toEqual({
      code: 'too-many-questions',
      facts: { limit: 400 },
    });
  });

  test('tells what was hidden, merged, dated, linked, or not read', () => {
    const book = workbookOf(
      { Survey: [HEAD, ['note', 'n', 'Chào']] },
      { unread: ['Bảng phụ', 'em_noi_huong_dan'], hasExternalLinks: true, hasMacros: true },
    );
    const [sheet] = book.sheets;
    if (sheet === undefined) throw new Error('no sheet');
    const odd = {
      ...sheet,
      isHidden: true,
      oddities: [
        { kind: 'date', row: 2, column: 3 },
        { kind: 'formula-without-value', row: 2, column: 4 },
        { kind: 'cell-error', row: 2, column: 5, about: '#REF!' },
        { kind: 'merged', row: 2, column: 1, about: 'A2:B3' },
        { kind: 'hidden-row', row: 2, column: 0 },
      ],
    } as const;
    const outcome = readXlsFormOf({ ...book, sheets: [odd] });
    expect(outcome.notes.map(({ code }) => code)).toEqual([
      'external-links',
      'macros-dropped',
      'hidden-sheet',
      'title-assumed',
      'header-assumed',
      'consent-added',
      'hidden-row',
      'merged-cells',
      'date-cell',
      'formula-without-value',
      'cell-error',
      'sheet-dropped',
    ]);
  });

  test('settings that have no use are told, those that have are taken', () => {
    const { source, notes } = brief(
      [HEAD, ['note', 'n', 'Chào']],
      [],
      [
        ['Form_Title', 'form_id', 'version', 'style', 'public_key', 'em_noi::ages', 'em_noi::channels'],
        ['Giờ chơi', 'Giờ_Chơi', '7', 'pages', 'MIIB', '9-10, 11-13', 'zalo web'],
      ],
    );
    expect(source).toMatchObject({
      flow: 'gio-choi',
      version: 1,
      title: { vi: 'Giờ chơi' },
      ages: ['9-10', '11-13'],
      channels: ['web', 'zalo'],
    });
    expect(notes).toEqual(['setting-dropped 2 D style pages', 'setting-dropped 2 E public_key MIIB']);
  });
});

describe('the template', () => {
  test('filled in becomes a flow that may be published, without a word of loss', () => {
    const outcome = readXlsFormOf(asRead(formTemplate(say, 'vi', true)));
    if (outcome.kind === 'faulty') throw new Error(outcome.fault.code);
    const { findings, flow } = checkFlow({ data: outcome.source });
    expect(flow).not.toBeNull();
    // What every new flow begins with is not the template's.
    expect(findings.filter(({ path }) => !/^(questions\[[0-3]\]|closing)/.test(path))).toEqual([]);
    const losses = outcome.notes.filter(({ code }) => NOTE_OUTCOMES[code] === 'dropped');
    expect(losses).toEqual([]);
    expect(outcome.source['questions']).toMatchObject([
      { id: 'welcome' },
      { id: 'age' },
      { id: 'promise' },
      { id: 'consent' },
      { id: 'tam-trang', kind: 'scale', text: { vi: { '7-8': 'Em đến trường có vui không?' } } },
      { id: 'ke-them', kind: 'text', 'max-length': 300, when: 'tam-trang = chua-vui' },
      { id: 'gio-ra-choi', kind: 'choices', max: 3 },
      { id: 'so-phut', kind: 'number', min: 0, max: 179 },
      { id: 'mong-nhat', kind: 'rank' },
      { id: 'lang-nghe', kind: 'yes-no' },
      { id: 'cam-on', kind: 'info', when: 'answered(lang-nghe)' },
    ]);
  });

  test('left empty says that there is no question', () => {
    const outcome = readXlsFormOf(asRead(formTemplate(say, 'en', false)));
    expect(outcome).toMatchObject({ kind: 'faulty', fault: { code: 'no-rows' } });
  });
});

describe('notes', () => {
  test('have words in every language, for every code', () => {
    for (const code of Object.keys(NOTE_OUTCOMES)) {
      for (const phrases of Object.values(PHRASES)) {
        expect(phrases, code).toHaveProperty([`console.xlsforms.note.${code}`]);
      }
    }
  });

  test('say why, and what was meant, where that is known', () => {
    const facts = { expression: 'x', reason: 'value', about: 'y' };
    expect(sayNote(say, 'en', { code: 'condition-dropped', facts })).toContain('no option or value “y”');
    expect(
      sayNote(say, 'en', { code: 'type-unknown', facts: { type: 'intger', near: 'integer' } }),
    ).toContain('did you mean integer');
    expect(sayNote(say, 'en', { code: 'type-unknown', facts: { type: 'xyz', near: '' } })).not.toContain(
      'did you mean',
    );
  });

  test('are bounded in number and length', () => {
    const notes = new Notes();
    for (let row = 1; row <= MAX_NOTES + 5; row++)
      notes.add('list-unused', { sheet: 's', row }, { list: `${row}` });
    notes.add('column-unknown', { sheet: 's' }, { header: 'x'.repeat(9999) });
    expect(notes.all()).toHaveLength(MAX_NOTES + 1);
    expect(notes.all().at(-1)).toMatchObject({ code: 'too-many-notes', facts: { count: 6 } });
    const long = new Notes();
    long.add('column-unknown', { sheet: 's' }, { header: 'x'.repeat(9999) });
    expect(String(long.all()[0]?.facts['header']).length).toBeLessThan(130);
  });
});

test('columns are named as spreadsheets name them', () => {
  expect([1, 26, 27, 52, 703].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA']);
});
