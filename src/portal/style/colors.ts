/** Every color of the pages, light and dark. Text on its ground has at least 4.5:1, a control's edge 3:1. */
export const colors = `
:root {
  color-scheme: light dark;
  --ground: #f7f6f3;
  --surface: #ffffff;
  --raised: #ffffff;
  --ink: #16191d;
  --soft: #575e67;
  --line: #e5e2db;
  --edge: #85898f;
  --accent: #1f5a4b;
  --accent-strong: #174638;
  --on-accent: #ffffff;
  --tint: #edf3f0;
  --good: #1a6144;
  --good-ground: #e3f2ea;
  --caution: #7a4a05;
  --caution-ground: #fcf0d6;
  --bad: #9c1f16;
  --bad-ground: #fcebe8;
  --quiet: #4d545d;
  --quiet-ground: #eeedea;
  --shadow: 0 1px 2px rgb(22 25 29 / 4%), 0 8px 24px -12px rgb(22 25 29 / 10%);
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #111315;
    --surface: #191c1f;
    --raised: #22262a;
    --ink: #eef0f1;
    --soft: #a5adb6;
    --line: #2b3035;
    --edge: #767e87;
    --accent: #86d3b9;
    --accent-strong: #a5e3cd;
    --on-accent: #0d211a;
    --tint: #1c2a26;
    --good: #8bd6b0;
    --good-ground: #16301f;
    --caution: #f0c678;
    --caution-ground: #35280f;
    --bad: #ffada3;
    --bad-ground: #351a18;
    --quiet: #b9c0c8;
    --quiet-ground: #272b30;
    --shadow: none;
  }
  /* Logos are drawn for white paper. */
  .logo { background: #ffffff; }
}
`;
