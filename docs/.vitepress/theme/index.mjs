// The default theme in the colours of the demo, with the fonts of the reader's system: nothing to download before text appears,
// and no text that moves when a font arrives.
import DefaultTheme from 'vitepress/theme-without-fonts';
import './style.css';

export default DefaultTheme;
