// The page's side of the panel: state in, DOM out.
import { html, render } from 'lit';

const app = document.getElementById('app');
if (app) render(html`<h1>Why401</h1>`, app);
