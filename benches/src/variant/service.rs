//! What the variants that are tower middleware wrap: a handler as a service, and the call of it.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use http::header::CACHE_CONTROL;
use http::{HeaderValue, Request, Response};
use talisman::tower::PolicyHandle;
use tower::Service;

use crate::case::Handler;
use crate::variant::{Function, Responder};

/// A handler as a service.
#[derive(Clone, Debug)]
pub struct Leaf {
    handler: Handler,
    private: bool,
    asks: bool,
}

impl Leaf {
    /// A service that answers as the handler does.
    #[must_use]
    pub fn new(handler: Handler) -> Self {
        Self {
            handler,
            private: false,
            asks: false,
        }
    }

    /// Asks talisman's layer for the nonce, as a handler that writes a page does.
    #[must_use]
    pub fn asking(handler: Handler) -> Self {
        Self {
            asks: true,
            ..Self::new(handler)
        }
    }

    /// Says `Cache-Control: private` itself, for middleware that puts a nonce on the response and leaves that to it.
    #[must_use]
    pub fn private(handler: Handler) -> Self {
        Self {
            private: true,
            ..Self::new(handler)
        }
    }
}

impl<B> Service<Request<B>> for Leaf {
    type Response = Response<String>;
    type Error = Infallible;
    type Future = Ready<Result<Response<String>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        if self.asks {
            let handle = request.extensions().get::<PolicyHandle>();
            black_box(handle.map(PolicyHandle::nonce));
        }
        let mut response = self.handler.response();
        if self.private {
            response
                .headers_mut()
                .append(CACHE_CONTROL, HeaderValue::from_static("private"));
        }
        ready(Ok(response))
    }
}

/// Calls a service, which has its answer at once.
pub(super) fn responder<S>(mut service: S) -> Responder
where
    S: Service<Request<String>, Response = Response<String>, Error = Infallible> + 'static,
{
    Function::boxed(move || {
        let mut context = Context::from_waker(Waker::noop());
        let future = pin!(service.call(Request::new(String::new())));
        match future.poll(&mut context) {
            Poll::Ready(Ok(response)) => response,
            Poll::Pending => unreachable!("the leaf is ready"),
        }
    })
}
