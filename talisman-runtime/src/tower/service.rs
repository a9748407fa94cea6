//! The service: what happens to a request on its way in, and to the response on its way out.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{Request, Response};
use pin_project_lite::pin_project;
use tower_service::Service;

use crate::apply::Applier;
use crate::merge::Conflict;
use crate::redirect::Target;
use crate::scheme::Scheme;
use crate::tower::handle::PolicyHandle;
use crate::tower::layer::Settings;
use crate::tower::scheme::Redirects;

/// A service with a policy on its responses: what [`PolicyLayer`](crate::tower::PolicyLayer) makes.
#[derive(Clone, Debug)]
pub struct PolicyService<I, S> {
    inner: I,
    settings: Settings,
    source: S,
}

impl<I, S> PolicyService<I, S> {
    pub(super) fn new(inner: I, settings: Settings, source: S) -> Self {
        Self {
            inner,
            settings,
            source,
        }
    }
}

impl<I, S, RequestBody, ResponseBody> Service<Request<RequestBody>> for PolicyService<I, S>
where
    I: Service<Request<RequestBody>, Response = Response<ResponseBody>>,
    S: Redirects<ResponseBody>,
{
    type Response = I::Response;
    type Error = I::Error;
    type Future = ResponseFuture<I::Future, ResponseBody>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), I::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<RequestBody>) -> Self::Future {
        let settings = &self.settings;
        if let Some(handle) = request.extensions().get::<PolicyHandle>() {
            handle.choose(settings);
            let scheme = handle.stated_scheme();
            return match redirect::<S, _, _>(settings, scheme, &request) {
                // The outermost layer applies the policy.
                Some(response) => Phase::redirected(response),
                None => Phase::Further {
                    future: self.inner.call(request),
                },
            }
            .into();
        }
        let (scheme, mut request) = self.source.scheme(request);
        let mut applier = settings.policy.applier(scheme.unwrap_or(Scheme::Http));
        if settings.shared_caching {
            applier = applier.allow_shared_caching();
        }
        let conflict = settings.conflict;
        if let Some(mut response) = redirect::<S, _, _>(settings, scheme, &request) {
            applier.run(response.status(), response.headers_mut(), conflict);
            return Phase::redirected(response).into();
        }
        if settings.alone && !applier.has_slot() {
            let future = self.inner.call(request);
            return Phase::Alone {
                future,
                applier,
                conflict,
            }
            .into();
        }
        let handle = PolicyHandle::new(scheme, applier, conflict);
        request.extensions_mut().insert(handle.clone());
        let future = self.inner.call(request);
        Phase::Outermost { future, handle }.into()
    }
}

fn redirect<S: Redirects<B>, R, B>(
    settings: &Settings,
    scheme: Option<Scheme>,
    request: &Request<R>,
) -> Option<Response<B>> {
    let hosts = settings.hosts.as_deref().unwrap_or_default();
    let redirect = settings.policy.redirect(scheme?, target(request), hosts)?;
    let body = S::empty()?;
    Some(redirect.map(|()| body))
}

fn target<B>(request: &Request<B>) -> Target<'_> {
    let target = Target::of(request);
    // A nested router has taken its prefix off the URI.
    #[cfg(feature = "axum")]
    if let Some(axum::extract::OriginalUri(uri)) = request.extensions().get() {
        return Target { uri, ..target };
    }
    target
}

pin_project! {
    /// The response of a [`PolicyService`], to come.
    #[must_use = "futures do nothing unless polled"]
    pub struct ResponseFuture<F, B> {
        #[pin]
        phase: Phase<F, B>,
    }
}

pin_project! {
    #[project = Projected]
    enum Phase<F, B> {
        // A layer further out applies the policy.
        Further { #[pin] future: F },
        Outermost { #[pin] future: F, handle: PolicyHandle },
        Alone { #[pin] future: F, applier: Applier, conflict: Conflict },
        Redirected { response: Option<Response<B>> },
    }
}

impl<F, B> Phase<F, B> {
    fn redirected(response: Response<B>) -> Self {
        Self::Redirected {
            response: Some(response),
        }
    }
}

impl<F, B> From<Phase<F, B>> for ResponseFuture<F, B> {
    fn from(phase: Phase<F, B>) -> Self {
        Self { phase }
    }
}

impl<F, B, E> Future for ResponseFuture<F, B>
where
    F: Future<Output = Result<Response<B>, E>>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().phase.project() {
            Projected::Further { future } => future.poll(context),
            Projected::Outermost { future, handle } => {
                let mut response = ready!(future.poll(context))?;
                handle.apply(&mut response);
                Poll::Ready(Ok(response))
            }
            Projected::Alone {
                future,
                applier,
                conflict,
            } => {
                let mut response = ready!(future.poll(context))?;
                applier.run(response.status(), response.headers_mut(), *conflict);
                Poll::Ready(Ok(response))
            }
            // Nobody may poll again after that.
            Projected::Redirected { response } => response
                .take()
                .map_or(Poll::Pending, |response| Poll::Ready(Ok(response))),
        }
    }
}
