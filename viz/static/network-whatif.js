// What is computed in the picture of the network: what plans lose, and the way between two bodies.
// The same as graph/coordination/whatif.py and graph/coordination/ways.py say; tests hold them together.
"use strict";
window.Kavshiri = window.Kavshiri || {};
(function (K) {
  // What happens to the delivery of an activity when the bodies in a set go.
  function delivery(activity, gone) {
    const lost = (bodies) => bodies.some((body) => gone.has(body));
    if (lost(activity.leads)) {
      return activity.leads.every((body) => gone.has(body)) ? "withoutLead" : "fewerLeads";
    }
    if (lost(activity.helps)) { return "withoutHelper"; }
    return lost(activity.reports) ? "withoutReporting" : "";
  }

  // What happens to its money: the server told what happens when no, some and all donors go.
  function money(activity, gone, codes) {
    const going = activity.funds.filter((body) => gone.has(body)).length;
    const which = !going ? 0 : going < activity.funds.length ? 1 : 2;
    return { code: codes[activity.outcomes[which]], loses: going > 0 };
  }

  // Into how many parts bodies with names and activities fall, and how many activities are alone.
  function parts(data, gone) {
    const above = data.activities.concat(data.bodies).map((_, i) => i);
    const groups = new Set(data.groups);
    const first = data.activities.length;
    const top = (i) => {
      while (above[i] !== i) { above[i] = above[above[i]]; i = above[i]; }
      return i;
    };
    let alone = 0;
    data.activities.forEach((activity, i) => {
      const left = [].concat(activity.leads, activity.helps, activity.reports, activity.gives)
        .filter((body) => !groups.has(body) && !gone.has(body));
      left.forEach((body) => { above[top(first + body)] = top(i); });
      alone += left.length ? 0 : 1;
    });
    return { count: data.activities.filter((_, i) => top(i) === i).length, alone: alone };
  }

  // All that is lost when the bodies with some numbers go: lists of activities by their numbers.
  K.whatIf = function (data, bodies) {
    const gone = new Set(bodies);
    const lists = {};
    data.losses.forEach((code) => { lists[code] = []; });
    const hit = [], stranded = [];
    data.activities.forEach((activity, i) => {
      const how = delivery(activity, gone), pay = money(activity, gone, data.money);
      if (how) { lists[how].push(i); }
      if (pay.loses) { (lists[pay.code] || lists.unknownMoney).push(i); }
      if (how || pay.loses) { hit.push(i); }
      if (how === "withoutLead" || pay.code === "withoutMoney") { stranded.push(i); }
    });
    const before = parts(data, new Set()), after = parts(data, gone);
    return { hit: hit, stranded: stranded, lists: lists, before: before.count, after: after.count, alone: after.alone };
  };

  // The marks on a way from one to another: the fewest steps, by the heaviest ties that leave each.
  K.pathBetween = function (data, lines, one, other) {
    const ties = data.marks.map(() => new Map());
    lines.forEach((line) => {
      const both = ties[line.from].get(line.to) || new Set();
      line.activities.forEach((activity) => both.add(activity));
      ties[line.from].set(line.to, both);
      ties[line.to].set(line.from, both);
    });
    const before = new Map([[one, one]]), waiting = [one];
    for (let at = 0; at < waiting.length; at += 1) {
      const here = waiting[at];
      [...ties[here]].sort((a, b) => b[1].size - a[1].size || a[0] - b[0]).forEach(([there]) => {
        if (!before.has(there)) { before.set(there, here); waiting.push(there); }
      });
    }
    if (!before.has(other)) { return []; }
    const way = [other];
    while (way[0] !== one) { way.unshift(before.get(way[0])); }
    return way;
  };
})(window.Kavshiri);
