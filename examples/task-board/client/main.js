// The entry in the browser.
import { createApp } from 'vue';
import './style/base.css';
import './style/board.css';
import './services/echo.js';
import Dashboard from './components/Dashboard.vue';

createApp(Dashboard).mount('#app');
