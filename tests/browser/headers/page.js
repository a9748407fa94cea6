// What the page may do, by its own observation.
addEventListener("load", () => {
  const attempt = (run) => {
    try {
      run();
      return true;
    } catch {
      return false;
    }
  };
  const name = location.pathname.split("/")[1];
  const seen = {
    isolated: crossOriginIsolated,
    keyed: originAgentCluster,
    camera: document.featurePolicy.allowsFeature("camera"),
    inline: window.inline === true,
    sink: attempt(() => (document.createElement("div").innerHTML = "<b>text</b>")),
    eval: attempt(() => eval("1")),
    plain: window.plain === true,
  };
  const may = Object.keys(seen).filter((what) => seen[what]);
  // An image, which all of the policies allow.
  new Image().src = `/${name}/done/${may}`;
});
