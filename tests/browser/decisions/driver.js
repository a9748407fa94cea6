// Performs each case in a frame of its own that has the case's policy, and says which ones the browser blocked.
//
// The frame may run no script of its own: what is done there is done from here, on its document and with its constructors, so
// that the frame's policy decides.
const wait = ms => new Promise(done => setTimeout(done, ms));

const settled = element => new Promise(done => {
    element.addEventListener("load", done);
    element.addEventListener("error", done);
});

function attributes(element, one) {
    if (one.nonce) element.nonce = one.nonce;
    if (one.integrity) {
        element.integrity = one.integrity;
        element.crossOrigin = "anonymous";
    }
}

function append(document, name, properties, one) {
    const element = document.createElement(name);
    if (one) attributes(element, one);
    const done = settled(element);
    Object.assign(element, properties);
    document.body.append(element);
    return done;
}

function written(document, html) {
    document.write(html);
    return wait(120);
}

const escaped = text => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

function tag(name, one, rest) {
    const nonce = one.nonce ? ` nonce="${escaped(one.nonce)}"` : "";
    const integrity = one.integrity ? ` crossorigin integrity="${escaped(one.integrity)}"` : "";
    return `<${name}${nonce}${integrity} ${rest}>`;
}

const kinds = {
    "script": (window, document, one) => one.parser_inserted
        ? written(document, tag("script", one, `src="${escaped(one.url)}"`) + "<\/script>")
        : append(document, "script", {src: one.url}, one),
    "style": (window, document, one) => append(document, "link", {rel: "stylesheet", href: one.url}, one),
    "image": (window, document, one) => append(document, "img", {src: one.url}),
    "font": (window, document, one) => new window.FontFace("f", `url("${one.url}")`).load().catch(() => 0),
    "connect": (window, document, one) => {
        if (!one.url.startsWith("ws")) return window.fetch(one.url, {mode: "no-cors"}).catch(() => 0);
        try {
            new window.WebSocket(one.url);
        } catch {}
    },
    "media": (window, document, one) => {
        append(document, "audio", {src: one.url, preload: "auto"});
        return wait(400);
    },
    "object": (window, document, one) => append(document, "object", {data: one.url}),
    "frame": (window, document, one) => append(document, "iframe", {src: one.url}),
    "worker": (window, document, one) => {
        new window.Worker(one.url);
    },
    "prefetch": (window, document, one) => append(document, "link", {rel: "prefetch", href: one.url}),
    "form": (window, document, one) => {
        const form = document.createElement("form");
        // Elsewhere, because the document that asked has to stay to hear of it: in a frame of this page, which has no policy.
        const target = window.parent.document.createElement("iframe");
        target.name = `form-${one.id}`;
        window.parent.document.body.append(target);
        form.action = one.url;
        form.target = target.name;
        // The other method would take the query off the address.
        form.method = "post";
        document.body.append(form);
        form.submit();
        return wait(500).then(() => target.remove());
    },
    "base": (window, document, one) => {
        append(document, "base", {href: one.url});
    },
    "inline-script": (window, document, one) => one.parser_inserted
        ? written(document, tag("script", one, "") + one.text + "<\/script>")
        : void append(document, "script", {textContent: one.text}, one),
    "inline-style": (window, document, one) => void append(document, "style", {textContent: one.text}, one),
    "script-attribute": (window, document, one) => document.body.setAttribute("onclick", one.text),
    "style-attribute": (window, document, one) => document.body.setAttribute("style", one.text),
    "javascript-url": (window, document, one) => {
        const link = document.createElement("a");
        link.href = one.url;
        document.body.append(link);
        link.click();
    },
    "eval": window => {
        window.eval("1");
    },
    "wasm": window => {
        new window.WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    },
};

async function decide(one) {
    const frame = document.createElement("iframe");
    // An object that has no box is not loaded.
    frame.style.cssText = "position: absolute; width: 300px; height: 200px";
    frame.src = `/frame/${one.id}`;
    const loaded = settled(frame);
    document.body.append(frame);
    await loaded;
    const violations = [];
    try {
        const inner = frame.contentWindow;
        if (one.url.startsWith("blob:")) one.url = inner.URL.createObjectURL(new inner.Blob(["1"], {type: "text/html"}));
        if (one.kind.endsWith("script") && one.parser_inserted) inner.document.open();
        inner.document.addEventListener("securitypolicyviolation", event => violations.push(event.effectiveDirective));
        await Promise.race([kinds[one.kind](inner, inner.document, one), wait(700)]);
    } catch {}
    await wait(150);
    frame.remove();
    return {id: one.id, violations};
}

async function run() {
    const [from, to] = location.pathname.split("/").slice(2).map(Number);
    const cases = await (await fetch(`/cases/${from}/${to}`)).json();
    const results = [];
    const one = async () => {
        while (cases.length > 0) results.push(await decide(cases.shift()));
    };
    await Promise.all(Array.from({length: 24}, one));
    await fetch("/results", {method: "POST", body: JSON.stringify(results)});
}

run();
