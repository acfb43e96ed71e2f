import gzip, json, random, itertools
import pytest
from kiosk import rows
from kiosk.archive.closing import archive
from kiosk.archive.file import *
from kiosk.archive.kept import kept, verify, tickets_of
from kiosk.audit import disagreements
from kiosk.rating import giving
from kiosk.rating.verdict import Channel, Verdict
from tests.kiosk.archive.test_archive import *
@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_fuzz(years, capsys):
    toks=[years.lobby.token(t) for t in (*years.late,*years.unhappy)]
    archive(years.site, years.shelf, sleep=quick)
    bad={}
    for t in toks:
        for f in (lambda: giving.rate(years.site,t,Verdict(5),Channel.PHONE,uid=lambda:"u",check=lambda:"c"), lambda: years.lobby.track(t) if hasattr(years.lobby,'track') else None):
            try: f()
            except Exception as e: bad.setdefault(('rate',type(e).__name__,str(e)[:80]),0)
    k=kept(years.site.store)
    r=random.Random(1)
    path=place_of(years.shelf.folder, OLD[1]); orig=path.read_bytes()
    lines=gzip.decompress(orig).decode().splitlines()
    subs=[None,5,"x",[],{},[None],-1,"2026-13-01",1e400,True]
    def spots(v,pre=()):
        if isinstance(v,dict):
            for a in v: yield from spots(v[a],(*pre,a))
        elif isinstance(v,list):
            for i in range(len(v)): yield from spots(v[i],(*pre,i))
        if pre: yield pre
    alls=[(i,sp) for i,l in enumerate(lines) for sp in spots(json.loads(l))]
    for n in range(2500):
        i,sp=r.choice(alls); v=json.loads(lines[i]); q=v
        for a in sp[:-1]: q=q[a]
        old=q[sp[-1]]
        if r.random()<.3 and isinstance(q,dict): del q[sp[-1]]; s='del'
        else: s=r.choice(subs); q[sp[-1]]=s
        ls=list(lines); ls[i]=json.dumps(v)
        path.write_bytes(gzip.compress("".join(x+"\n" for x in ls).encode(),mtime=0))
        for known in (k,[]):
            try: list(verify(years.shelf.folder, known))
            except Exception as e:
                bad.setdefault((type(e).__name__,str(e)[:60], 'line',  'head' if i==0 else 'end' if i==len(lines)-1 else 'row'),(sp,old,s))
        try: tickets_of(read(path))
        except ArchiveError: pass
        except Exception as e: bad.setdefault(('tickets_of',type(e).__name__,str(e)[:60]),(sp,old,s))
    with capsys.disabled():
        for x in sorted(bad.items(),key=str): print(x)
