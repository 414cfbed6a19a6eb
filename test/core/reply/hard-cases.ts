/** Replies that were once read wrongly, and what they have to be read as. */

import type { ReplyTable } from './reply-cases.ts';

export const HARD_TABLES: readonly ReplyTable[] = [
  {
    options: ['Bóng đá', 'Bóng rổ'],
    replies: [
      ['bóng đá hơn bóng rổ', 0],
      ['em thích đá bóng hơn bóng rổ', 'none'],
    ],
  },
  { options: ['Màu xanh lá', 'Màu xanh dương'], replies: [['màu xanh', [0, 1]]] },
  { options: ['Tiếng Anh', 'Toán', 'Tiếng Việt', 'Thể dục'], replies: [['tiếng', [0, 2]]] },
  {
    options: ['Mẹ', 'Bố', 'Bà'],
    replies: [
      ['ba', [1, 2]],
      ['ba ạ', [1, 2]],
      ['bà', 2],
      ['bố', 1],
    ],
  },
  { options: ['Chưa vui', 'Bình thường', 'Vui'], replies: [['đâu vui', 0]] },
  {
    options: ['7 giờ', '8 giờ', '9 giờ', 'Sau 9 giờ'],
    replies: [
      ['trên 9 giờ', 3],
      ['9h30', 'none'],
      ['8 đến 9 giờ', [1, 2]],
      ['trước 7h', 'none'],
      ['9h', 2],
    ],
  },
  { options: ['Ông', 'Bà'], replies: [['ông bà', [0, 1]]] },
  {
    options: ['Yes', 'No'],
    replies: [
      ['yes and no', [0, 1]],
      ['yes but no', [0, 1]],
    ],
  },
  {
    options: ['Có', 'Không'],
    replies: [
      ['không, có ạ', [0, 1]],
      ['dạ, không', 1],
      ['chẳng có', 1],
      ['làm gì có', 1],
    ],
  },
  { options: ['Thích', 'Không thích', 'Em chưa rõ'], replies: [['thích hay không cũng được', [0, 1]]] },
  { options: ['Đi học', 'Đi học thêm', 'Đi học về muộn'], replies: [['đi học về trễ', 2]] },
  { options: ['Có, rất nhiều', 'Có, một ít', 'Không'], replies: [['không nhiều', [1, 2]]] },
  { options: ['Rất vui', 'Vui', 'Bình thường'], replies: [['rấc vui', 0]] },
  {
    options: ['Mẹ', 'Bố', 'Thầy cô'],
    replies: [
      ['mẹ em và cô giáo', [0, 2]],
      ['cô giáo', 2],
    ],
  },
  { options: ['0', '1-2', '3-4', '5 trở lên'], replies: [['1-2', 1]] },
  {
    options: ['Có', 'Chưa thoải mái lắm'],
    replies: [
      ['không thoải mái', 1],
      ['thoải mái', 0],
    ],
  },
  {
    options: ['Em chưa tin lắm', 'Em tin một chút', 'Em tin'],
    replies: [['không tin', 0]],
  },
  {
    options: ['Chưa vui', 'Bình thường', 'Hơi vui', 'Vui', 'Rất vui'],
    replies: [
      ['ko vui lắm', 0],
      ['không hề vui', 0],
      ['chẳng vui tí nào', 0],
    ],
  },
  {
    options: ['Nhà vệ sinh', 'Sân trường', 'Cổng trường'],
    replies: [
      ['sân', 1],
      ['wc', 0],
    ],
  },
  { options: ['Vàng', 'Đỏ'], replies: [['vàng chứ không phải đỏ', 0]] },
  { options: ['An toàn', 'Không an toàn'], replies: [['không hề an toàn', 1]] },
  { options: ['7 giờ', '8 giờ'], replies: [['7g', 0]] },
  {
    options: ['The toilets', 'The gate'],
    replies: [
      ['the gate', 1],
      ['the first one', 0],
      ['second', 1],
    ],
  },
  {
    options: ['Bạn bè', 'Người khác'],
    replies: [
      ['người khác', 1],
      ['bạn khác', 'another'],
    ],
  },
];
